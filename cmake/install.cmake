# What `cmake --install` puts beside program, library and shared words: manual pages, completions, documents.

install(FILES man/casus.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES README.md CHANGES.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs FILES_MATCHING PATTERN "*.md")
install(DIRECTORY examples DESTINATION ${CMAKE_INSTALL_DOCDIR})

# docs/language.md as casus-language(7), where lowdown is installed; else it is only among the documents.
find_program(LOWDOWN lowdown)
if(LOWDOWN)
    set(page ${CMAKE_BINARY_DIR}/casus-language.7)
    add_custom_command(OUTPUT ${page} COMMAND sh ${CMAKE_SOURCE_DIR}/tools/language-page > ${page}
                       DEPENDS docs/language.md tools/language-page VERBATIM)
    add_custom_target(casus_pages ALL DEPENDS ${page})
    install(FILES ${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man7)
else()
    message(STATUS "lowdown is not installed: no manual page casus-language(7)")
endif()

# The program writes its own completions, so they know what it knows.
set(CASUS_ZSH_FOLDER ${CMAKE_INSTALL_DATADIR}/zsh/site-functions CACHE STRING "where zsh looks for completions")
set(completions ${CMAKE_BINARY_DIR}/completions)
file(MAKE_DIRECTORY ${completions})
foreach(shell bash zsh fish)
    add_custom_command(OUTPUT ${completions}/${shell} COMMAND casus help --completion ${shell} > ${completions}/${shell}
                       DEPENDS casus VERBATIM)
    list(APPEND scripts ${completions}/${shell})
endforeach()
add_custom_target(casus_completions ALL DEPENDS ${scripts})
install(FILES ${completions}/bash RENAME casus DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${completions}/zsh RENAME _casus DESTINATION ${CASUS_ZSH_FOLDER})
install(FILES ${completions}/fish RENAME casus.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
