#!/usr/bin/env bash
# A folder with the program and its own Java, for the platform that this runs on (Linux or macOS): target/image/hammingway.
# Needs Maven and a JDK 25 named by JAVA_HOME.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${JAVA_HOME:?Set JAVA_HOME to a JDK 25.}"
if ! "$JAVA_HOME/bin/jpackage" --version 2>/dev/null | grep -q '^25'; then
  echo "JAVA_HOME=$JAVA_HOME has no jpackage of a JDK 25. Set JAVA_HOME to a JDK 25." >&2
  exit 1
fi

image=$PWD/target/image
rm -rf "$image"
mvn -q -ntp -DskipTests package dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$image/jars"
cp app/target/hammingway-app-*.jar core/target/hammingway-core-*.jar "$image/jars"
rm -f "$image"/jars/*-tests.jar

# what JDK modules the class path needs: DJL (sql, net.http), logback (naming, management), zip files of checkpoints
"$JAVA_HOME/bin/jlink" --output "$image/runtime" --strip-debug --no-header-files --no-man-pages \
  --add-modules java.desktop,java.sql,java.net.http,java.naming,java.management,jdk.unsupported,jdk.crypto.ec,jdk.zipfs,jdk.jfr
"$JAVA_HOME/bin/jpackage" --type app-image --name hammingway --dest "$image" --input "$image/jars" \
  --main-jar "$(basename "$image"/jars/hammingway-app-*.jar)" --main-class hammingway.shell.Main \
  --runtime-image "$image/runtime" \
  --java-options --enable-native-access=ALL-UNNAMED --java-options --sun-misc-unsafe-memory-access=allow
rm -rf "$image/jars" "$image/runtime"
echo "$image/hammingway"
