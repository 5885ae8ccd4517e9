# What is installed, and the .deb made of it.
include(GNUInstallDirs)
set(deploy ${PROJECT_SOURCE_DIR}/service/deploy)

# The program writes its own manual page and completion.
set(written ${CMAKE_BINARY_DIR}/written)
add_custom_command(
  OUTPUT ${written}/stp.1.gz ${written}/stp.bash ${written}/_stp ${written}/stp.fish
  COMMAND ${CMAKE_COMMAND} -E make_directory ${written}
  COMMAND stp man > ${written}/stp.1
  COMMAND gzip -9nf ${written}/stp.1
  COMMAND stp completion bash > ${written}/stp.bash
  COMMAND stp completion zsh > ${written}/_stp
  COMMAND stp completion fish > ${written}/stp.fish
  DEPENDS stp VERBATIM)
# Debian's own form of what changed, and under which terms.
add_custom_command(
  OUTPUT ${written}/changelog.gz
  COMMAND ${CMAKE_COMMAND} -E make_directory ${written}
  COMMAND gzip -9nc ${deploy}/debian/changelog > ${written}/changelog.gz
  DEPENDS ${deploy}/debian/changelog VERBATIM)
add_custom_target(written ALL DEPENDS ${written}/stp.1.gz ${written}/changelog.gz)

install(TARGETS stp RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY templates DESTINATION ${CMAKE_INSTALL_DATADIR}/stp FILES_MATCHING PATTERN "*.yaml" PATTERN "*.md")
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES service/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME operating.md)
install(FILES ${deploy}/debian/copyright ${written}/changelog.gz DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${deploy}/debian/lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME stp)
install(FILES ${deploy}/nginx.conf DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)
install(FILES ${deploy}/stp.service DESTINATION lib/systemd/system)
install(FILES ${deploy}/stp.conf DESTINATION /etc/stp)
install(FILES ${written}/stp.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${written}/stp.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME stp)
install(FILES ${written}/_stp DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${written}/stp.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME stp)
set(STP_CONTACT "STP returns maintainers <maintainers@localhost>" CACHE STRING "who answers for the package")
set(CPACK_PACKAGE_CONTACT ${STP_CONTACT})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "fills, checks and consolidates STP finance, activity and workforce returns")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
  "Places fill in workbooks; this checks each against the rules, says what is\nwrong, where and how to mend it, and adds the places up into the footprint\ntotal. On the command line, and as a service with web pages, a JSON API and a\nwatched folder.")
set(CPACK_DEBIAN_PACKAGE_DEPENDS adduser)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "nginx, postgresql")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
file(WRITE ${CMAKE_BINARY_DIR}/conffiles "/etc/stp/stp.conf\n")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${deploy}/debian/postinst ${deploy}/debian/prerm ${deploy}/debian/postrm ${CMAKE_BINARY_DIR}/conffiles)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
include(CPack)
