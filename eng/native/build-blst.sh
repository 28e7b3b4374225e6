#!/usr/bin/env bash
# Builds libblst from the source that the npm package c-kzg carries:  eng/native/build-blst.sh [blst source folder]
# Writes eng/native/out/libblst.so (.dylib on macOS). ZToken needs no such library; where it is found, ZTOKEN_BACKEND chooses.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
source="${1:-$here/../../tests/peers/node_modules/c-kzg/deps/blst}"

if [ ! -f "$source/src/server.c" ]; then
  echo "build-blst: no blst source in '$source': run 'npm ci' in tests/peers, or name the folder" >&2
  exit 2
fi
compiler="${CC:-}"
for candidate in gcc clang cc; do
  [ -n "$compiler" ] || ! command -v "$candidate" >/dev/null || compiler="$candidate"
done
if [ -z "$compiler" ]; then
  echo "build-blst: no C compiler: install gcc (Debian: apt-get install gcc libc6-dev), or set CC" >&2
  exit 3
fi

case "$(uname -s)" in Darwin) library=libblst.dylib ;; *) library=libblst.so ;; esac
mkdir -p "$here/out"
# Portable: both code paths are in the library, and the one with MULX and ADX is taken at run time where the processor
# has it. Without this word, and without -march, the slow path alone would be built.
"$compiler" -O2 -fno-builtin -fPIC -shared -D__BLST_PORTABLE__ -o "$here/out/$library.partial" \
  "$source/src/server.c" "$source/build/assembly.S"
mv "$here/out/$library.partial" "$here/out/$library"
echo "eng/native/out/$library built by $compiler; to use it: export ZTOKEN_BLST=$here/out/$library"
