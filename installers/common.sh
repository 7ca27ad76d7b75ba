#!/usr/bin/env bash
# What the scripts of Linux and macOS share; read by them, not run.
work=$PWD/target/installers/work
out=$PWD/target/installers
# shellcheck disable=SC2034
image=$work/image/hammingway

fail() {
  echo "$1" >&2
  exit 1
}

need() {
  command -v "$1" > /dev/null || fail "$1 is not installed. $2"
}

# build_image NATIVES [jpackage's options]: the folder $image with the program, its own Java and the libraries of one platform
build_image() {
  local natives=$1
  shift
  "${JAVA_HOME:-}/bin/jpackage" --version 2> /dev/null | grep -q '^25' || fail "JAVA_HOME=${JAVA_HOME:-} has no jpackage of a JDK 25. Set JAVA_HOME to a JDK 25."
  need mvn "Install Maven 3.8 or later."
  rm -rf "$out" app/target/installers # jars of an older version would come along
  mkdir -p "$work/image"
  echo "Building the program"
  mvn -q -ntp -Pinstallers -Dmaven.test.skip=true -Dnatives="$natives" package
  version=$(sed -n 's|.*<version>\(.*\)</version>.*|\1|p' pom.xml | head -1)
  version=${version%-SNAPSHOT}
  echo "Making the image"
  "$JAVA_HOME/bin/java" installers/Icons.java "$work/icons"
  "$JAVA_HOME/bin/java" installers/Prepare.java app/target/installers/jars app/target/classes/hammingway/licences "$work/jars" "$natives"
  # what the class path asks of the JDK: DJL (sql, net.http), logback (naming, management), zip files of checkpoints; and memory figures
  "$JAVA_HOME/bin/jlink" --output "$work/runtime" --strip-debug --no-header-files --no-man-pages --generate-cds-archive \
    --add-modules java.desktop,java.sql,java.net.http,java.naming,java.management,jdk.management,jdk.unsupported,jdk.crypto.ec,jdk.zipfs,jdk.jfr
  local main
  main=$(basename "$work"/jars/hammingway-app-*.jar)
  "$JAVA_HOME/bin/jpackage" --type app-image --name hammingway --dest "$work/image" --input "$work/jars" \
    --main-jar "$main" --main-class hammingway.shell.Main --runtime-image "$work/runtime" \
    --app-version "$version" --vendor "The Hammingway developers" --copyright "Apache-2.0" \
    --description "Error-correcting output codes in language models" \
    --java-options --enable-native-access=ALL-UNNAMED --java-options --sun-misc-unsafe-memory-access=allow \
    "$@"
}

# record_archive LAUNCHER FOLDER_OF_JARS: opens the window without a screen, and keeps which classes it loads and which methods it calls most (JEP 514):
# with that it opens in half of the time. The archive holds for exactly these jars, wherever the whole image is put.
record_archive() {
  local launcher=$1 jars=$2 home=$work/rehearsal
  echo "Recording the start"
  mkdir -p "$home/project"
  echo '{"format": 1, "name": "rehearsal"}' > "$home/project/project.json"
  HAMMINGWAY_HOME=$home JAVA_TOOL_OPTIONS="-XX:AOTCacheOutput=$jars/hammingway.aot -Dglass.platform=Headless -Dprism.order=sw" \
    "$launcher" -p "$home/project" > "$work/rehearsal.log" 2>&1 &
  local window=$!
  sleep "${REHEARSAL_SECONDS:-20}"
  kill "$window"
  wait "$window" || true
  [ -s "$jars/hammingway.aot" ] || fail "No archive was recorded: see $work/rehearsal.log."
  # shellcheck disable=SC2016
  echo 'java-options=-XX:AOTCache=$APPDIR/hammingway.aot' >> "$jars/hammingway.cfg"
}

checksums() {
  (cd "$out" && for file in hammingway-*; do
    if command -v sha256sum > /dev/null; then sha256sum "$file"; else shasum -a 256 "$file"; fi
  done > SHA256SUMS)
  ls -l "$out"
}
