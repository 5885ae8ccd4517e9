# Packs the add-in: its own files, the texts it computes by, and the shared libraries that a Debian with nothing but
# LibreOffice Calc lacks.
cmake_policy(VERSION 3.25)
set(folder ${DECLARED}/package)
file(REMOVE_RECURSE ${folder})
file(COPY ${SOURCE}/service/addin/calc/package/ DESTINATION ${folder} PATTERN *.in EXCLUDE)
file(COPY ${DECLARED}/CalcAddIns.xcu ${DECLARED}/functions.rdb ${DECLARED}/description.xml DESTINATION ${folder})
file(COPY ${SOURCE}/templates DESTINATION ${folder} FILES_MATCHING PATTERN *.yaml PATTERN demo EXCLUDE)
file(COPY ${LIBRARY} DESTINATION ${folder}/lib)

file(GET_RUNTIME_DEPENDENCIES EXECUTABLES ${OFFICE}/soffice.bin MODULES ${OFFICE}/libsclo.so
  RESOLVED_DEPENDENCIES_VAR there UNRESOLVED_DEPENDENCIES_VAR ignored)
file(GET_RUNTIME_DEPENDENCIES MODULES ${LIBRARY} RESOLVED_DEPENDENCIES_VAR needed UNRESOLVED_DEPENDENCIES_VAR missing
  DIRECTORIES ${OFFICE} PRE_EXCLUDE_REGEXES "^libuno_")
if(missing)
  message(FATAL_ERROR "The add-in's library needs what was not found: ${missing}")
endif()
list(TRANSFORM there REPLACE ".*/" "")
foreach(library ${needed})
  get_filename_component(name ${library} NAME)
  if(NOT name IN_LIST there)
    file(REAL_PATH ${library} whole)  # an extension holds no symbolic links
    file(COPY_FILE ${whole} ${folder}/lib/${name})
    list(APPEND copied ${name})
  endif()
endforeach()
message(STATUS "Beside the add-in's library: ${copied}")

file(GLOB content RELATIVE ${folder} ${folder}/*)
file(REMOVE ${OUTPUT})
execute_process(COMMAND ${CMAKE_COMMAND} -E tar cf ${OUTPUT} --format=zip ${content} WORKING_DIRECTORY ${folder} COMMAND_ERROR_IS_FATAL ANY)
