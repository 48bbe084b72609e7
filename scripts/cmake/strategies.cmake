# Embeds engine/strategy/shipped/*.strategy: writes build/generated/shipped_strategies.inc, one
# {"name", R"~(text)~"}, per file in alphabetical order. A new file is found without editing anything.
file(GLOB bb_strategy_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/engine/strategy/shipped/*.strategy)
list(SORT bb_strategy_files)
set(bb_strategy_table "")
foreach(path IN LISTS bb_strategy_files)
  get_filename_component(name ${path} NAME_WE)
  file(READ ${path} text)
  # A string literal may hold 64 KiB, which is also the longest strategy that is read.
  string(APPEND bb_strategy_table "{\"${name}\", R\"~~~~(${text})~~~~\"},\n")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
endforeach()
# Written only where it differs, so that a new configuration recompiles nothing.
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/shipped_strategies.inc CONTENT "@bb_strategy_table@" @ONLY)
