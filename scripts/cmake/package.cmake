# What `cmake --install` puts where, and the packages that cpack makes of it: a .deb for the Debian that it was built
# on, and a .tar.gz. scripts/package.sh makes both.
include(GNUInstallDirs)
install(TARGETS basicbot RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY datasets/ DESTINATION ${CMAKE_INSTALL_DATADIR}/basicbot/datasets)
install(FILES README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
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
