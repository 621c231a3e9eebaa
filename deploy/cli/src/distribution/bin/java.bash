# shellcheck shell=bash
# Finds the Java that everything runs on. Errors state the rule, what was found, and the remedy.

oldest_java=17
debian=openjdk-17-jdk-headless

fail() {
  printf 'rivulet: %s\n' "$1" >&2
  exit 2
}

# Sets `java` to the one that JAVA_HOME names, otherwise to the one on the PATH.
find_java() {
  local version
  if [[ -n ${JAVA_HOME:-} ]]; then
    java=$JAVA_HOME/bin/java
    [[ -x $java ]] || fail "JAVA_HOME must name a Java, but $java is not there; correct or unset it"
  else
    java=$(command -v java) ||
      fail "Java $oldest_java or later is needed, no java is on the PATH; install one (Debian: $debian) or set JAVA_HOME"
  fi
  version=$("$java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
  [[ $version =~ ^[0-9]+ ]] ||
    fail "java must tell its version, $java does not; set JAVA_HOME to a Java of version $oldest_java or later"
  ((BASH_REMATCH[0] >= oldest_java)) ||
    fail "Java $oldest_java or later is needed, $java is version $version; set JAVA_HOME to a newer one"
}
