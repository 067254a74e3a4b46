#!/bin/sh
# Rebuilds the stand-in libraries that mysqld gets on Linux. Needs gcc and gcc-aarch64-linux-gnu (Debian's names).
set -e
cd "$(dirname "$0")"
for processor in x86_64 aarch64; do
  target=../resources/dev/kafkalab/sandbox/mysql/linux-$processor
  mkdir -p "$target"
  for library in aio numa; do
    "$processor-linux-gnu-gcc" -O1 -shared -fPIC -nostdlib -s -Wl,--build-id=none -Wl,-z,noseparate-code \
      -Wl,-soname,"lib$library.so.1" -Wl,--version-script="lib$library.map" \
      -o "$target/lib$library.so.1" "lib$library.c"
  done
done
