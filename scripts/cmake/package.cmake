# What `cmake --install` puts where, and the packages that cpack makes of it: a .deb for the Debian that it was built
# on, and a .tar.gz. scripts/package.sh makes both. The program, its library with the C interface (find_package(basicbot)
# gives basicbot::basicbot), the sample data.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
install(TARGETS basicbot RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS basicbot_library EXPORT basicbot LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES engine/runner/basicbot.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT basicbot NAMESPACE basicbot:: FILE basicbot-config.cmake DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/basicbot)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/basicbot-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/basicbot-config-version.cmake DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/basicbot)
install(DIRECTORY datasets/ DESTINATION ${CMAKE_INSTALL_DATADIR}/basicbot/datasets)
install(FILES README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(CODE "execute_process(COMMAND \"${PROJECT_BINARY_DIR}/basicbot\" indicators --page
  OUTPUT_FILE \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DOCDIR}/indicators.md\" COMMAND_ERROR_IS_FATAL ANY)")
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)

set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_NAME basicbot)
set(CPACK_PACKAGE_VENDOR "BasicBot Research Engine")
set(CPACK_PACKAGE_CONTACT "BasicBot Research Engine <basicbot@localhost>")  # a .deb must name somebody
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Research engine for trading strategies: sweeps, walk-forward, Monte Carlo")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_DEPENDS tzdata)  # time zones of sources
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)    # the rest, from what the program links
include(CPack)
