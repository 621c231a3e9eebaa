# shellcheck shell=bash
# Finds the Java that everything runs on. Errors state the rule, what was found, and the remedy.

oldest_java=17
debian=openjdk-17-jdk-headless

fail() {
  printf 'rivulet: %s\n' "$1" >&2
  exit 2
}

# Refuses a folder that Java could not run from.
require_path() {
  [[ $1 != *:* ]] || fail "a path must hold no colon, where Java would cut it in two, found $1; move it elsewhere"
}

# Java takes names and arguments to be in the encoding of the locale; all but ASCII is lost where that is none of UTF-8.
speak_utf8() {
  local letter=$'\xc3\xa9' name
  for name in C.UTF-8 en_US.UTF-8; do
    ((${#letter} > 1)) || return 0
    # The shell complains of a locale that is not there.
    { export LC_ALL=$name; } 2>/dev/null
  done
}

# Sets `words` to those of $1, parted by white space outside of quotes, as Java parts its own JDK_JAVA_OPTIONS.
split_words() {
  local rest=$1 part word='' open='' piece=$'^([^ \t\r\n"\']+|"[^"]*"|\'[^\']*\')'
  words=()
  while [[ -n $rest ]]; do
    if [[ $rest =~ $piece ]]; then
      part=${BASH_REMATCH[0]}
      rest=${rest:${#part}}
      open=yes
      [[ $part != [\"\']* ]] || part=${part:1:${#part}-2}
      word+=$part
      [[ -z $rest ]] || continue
    elif [[ $rest == [\"\']* ]]; then
      fail "quotes in RIVULET_JAVA_OPTS must be closed, one is not; close it or leave it out"
    else
      rest=${rest:1}
    fi
    [[ -z $open ]] || words+=("$word")
    word='' open=''
  done
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
