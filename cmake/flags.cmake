# How everything is compiled: C11, every warning an error, hidden symbols.

set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_POSITION_INDEPENDENT_CODE ON) # the rooms go into a shared library as well
set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O2 -g") # must() is never compiled out, so there is nothing for NDEBUG to do

include_directories(${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/include)
add_compile_definitions(_POSIX_C_SOURCE=200809L)
add_compile_options(-Wall -Wextra -Wshadow -Wconversion -Wmissing-prototypes -Wstrict-prototypes -Wvla -Wformat=2
                    -Wcast-qual -Werror)

if(CASUS_SANITIZE OR CASUS_FUZZ)
    add_compile_definitions(CS_ARENA_PIECES)
    add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
    set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O1 -g")
endif()
if(CASUS_THREADS)
    add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
    add_link_options(-fsanitize=thread)
    set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O1 -g")
endif()
if(CASUS_COVERAGE)
    add_compile_options(--coverage)
    add_link_options(--coverage)
    set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O1 -g -fno-inline")
endif()
if(CASUS_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()
