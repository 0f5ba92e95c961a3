# Finds the tools that Runnel is built and run with. Sourced by ./runnel, ./test, ./dev and ./bench,
# with $root set to the directory of the project.

oldest_jdk=25
oldest_maven=3.8.7

say() {
    printf 'runnel: %s\n' "$*" >&2
}

die() {
    say "$*"
    exit 1
}

# Succeeds if $1 is the home of a JDK that is new enough; sets jdk and jdk_version then. Reads its release file: to start
# a JVM and ask it would take longer.
is_jdk() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    jdk=$1 jdk_version=0
    while IFS='="' read -r key _ value _; do
        case $key in
        JAVA_VERSION) jdk_version=$value ;;
        JAVA_RUNTIME_VERSION) jdk_version=$value && break ;;
        esac
    done <"$1/release"
    major=${jdk_version%%[!0-9]*}
    [ "${major:-0}" -ge "$oldest_jdk" ]
}

# Sets JAVA_HOME to a JDK that is new enough, or ends with a line that says how to get one.
find_jdk() {
    if [ -n "${RUNNEL_JAVA_HOME:-}" ]; then
        is_jdk "$RUNNEL_JAVA_HOME" || die "RUNNEL_JAVA_HOME=$RUNNEL_JAVA_HOME is no JDK $oldest_jdk or newer"
    elif ! is_jdk "${JAVA_HOME:-}" && ! search_jdk; then
        die "needs a JDK $oldest_jdk or newer: install one (apt install openjdk-$oldest_jdk-jdk," \
            "brew install openjdk@$oldest_jdk, or https://adoptium.net), or set RUNNEL_JAVA_HOME to where one is"
    fi
    export JAVA_HOME="$jdk"
}

# What is on the PATH first, then where systems and tools put JDKs.
search_jdk() {
    on_path=$(readlink -f "$(command -v javac)" 2>/dev/null || true)
    for home in "${on_path%/bin/javac}" /usr/lib/jvm/* /opt/* /opt/*/* /usr/java/* \
        "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/* \
        "$HOME"/.local/share/mise/installs/java/* \
        "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home /Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        if is_jdk "$home"; then
            return
        fi
    done
    return 1
}

# Runs Maven in the project: the installed one if it is new enough, else the wrapper.
maven() {
    if [ -z "${maven:-}" ]; then
        maven=$root/mvnw
        version=$(mvn -B -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')
        if [ -n "$version" ] && [ "$(printf '%s\n' "$version" "$oldest_maven" | sort -V | head -n 1)" = "$oldest_maven" ]; then
            maven=mvn
        fi
    fi
    "$maven" -B --no-transfer-progress -f "$root/pom.xml" "$@"
}
