# The rooms of src/ as libraries, in the order that tools/check-rooms knows.

set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tools/check-rooms)
execute_process(COMMAND sh ${CMAKE_SOURCE_DIR}/tools/check-rooms --order
                OUTPUT_VARIABLE CASUS_ROOMS OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
separate_arguments(CASUS_ROOMS)
list(REMOVE_ITEM CASUS_ROOMS serve lsp cli) # clients of the library

# A library casus_<room> for each room, linked to the one before it. A room without sources yet only passes on.
function(casus_add_rooms)
    set(before "")
    foreach(room ${CASUS_ROOMS})
        file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${room}/*.c)
        if(sources)
            add_library(casus_${room} STATIC ${sources})
            target_link_libraries(casus_${room} PUBLIC ${before})
        else()
            add_library(casus_${room} INTERFACE)
            target_link_libraries(casus_${room} INTERFACE ${before})
        endif()
        set(before casus_${room})
    endforeach()
    add_library(casus_core INTERFACE)
    target_link_libraries(casus_core INTERFACE ${before})
endfunction()

# An outside library that a room, and whatever uses the room, is linked to.
function(casus_link_room room library)
    get_target_property(type casus_${room} TYPE)
    if(type STREQUAL "INTERFACE_LIBRARY")
        target_link_libraries(casus_${room} INTERFACE ${library})
    else()
        target_link_libraries(casus_${room} PUBLIC ${library})
    endif()
endfunction()

# The library for others: all rooms but the program's, once shared and once static. Only what the headers in
# include/casus declare is seen in the shared one.
function(casus_add_library)
    foreach(room ${CASUS_ROOMS})
        get_target_property(type casus_${room} TYPE)
        if(type STREQUAL "STATIC_LIBRARY")
            list(APPEND objects $<TARGET_OBJECTS:casus_${room}>)
        endif()
    endforeach()
    foreach(form SHARED STATIC)
        string(TOLOWER casus_library_${form} target)
        add_library(${target} ${form} ${objects})
        set_target_properties(${target} PROPERTIES OUTPUT_NAME casus LINKER_LANGUAGE C
                              VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
        target_link_libraries(${target} PRIVATE PkgConfig::LIBMD PkgConfig::UTF8PROC PkgConfig::JANSSON Threads::Threads)
        install(TARGETS ${target} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
    endforeach()
    configure_file(${CMAKE_SOURCE_DIR}/cmake/casus.pc.in ${CMAKE_BINARY_DIR}/casus.pc @ONLY)
    install(FILES ${CMAKE_BINARY_DIR}/casus.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
    install(DIRECTORY include/casus DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
endfunction()
