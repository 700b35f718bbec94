# How everything is compiled: C11, every warning an error, hidden symbols.

set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_POSITION_INDEPENDENT_CODE ON) # the rooms go into a shared library as well
# What clang builds is only tested: lines in a backtrace are enough, and both compiling and linking are quicker.
set(debug -g)
if(CMAKE_C_COMPILER_ID STREQUAL "Clang")
    set(debug -gline-tables-only)
endif()
set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O2 ${debug}") # must() is never compiled out: there is nothing for NDEBUG to do

include_directories(${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/include)
add_compile_definitions(_POSIX_C_SOURCE=200809L)
add_compile_options(-Wall -Wextra -Wshadow -Wconversion -Wmissing-prototypes -Wstrict-prototypes -Wvla -Wformat=2
                    -Wcast-qual -Werror)

if(CASUS_SANITIZE)
    add_compile_definitions(CS_ARENA_PIECES)
    add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    # What the fuzz targets learn from. Counters alone: the other tests, which run this code too, hardly notice them.
    add_compile_options(-fsanitize-coverage=inline-8bit-counters,pc-table)
    add_link_options(-fsanitize=address,undefined)
    set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O1 ${debug}")
endif()
if(CASUS_THREADS)
    add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
    add_link_options(-fsanitize=thread)
    set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O0 ${debug}") # one short test: compiling is what takes time
endif()
if(CASUS_COVERAGE)
    add_compile_options(--coverage)
    add_link_options(--coverage)
    set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O1 -g -fno-inline")
endif()
