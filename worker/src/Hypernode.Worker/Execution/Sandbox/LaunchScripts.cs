namespace Hypernode.Worker.Execution.Sandbox;

/// <summary>
/// The three small shell programs around bubblewrap. They take everything from the environment and the argument list, never from
/// text pasted into them.
/// </summary>
internal static class LaunchScripts
{
    /// <summary>
    /// Stands between the worker and the sandbox. Its standard input is the lifeline: the line <c>kill</c> ends the sandbox and
    /// records how it ended; the end of input means the worker is gone, then sandbox and supervisor die and nothing is recorded.
    /// </summary>
    public const string Supervisor = """
        set -u
        exec 9<&0 </dev/null
        /bin/sh -c "$HN_JOIN_SCRIPT" sh "$@" 9<&- &
        child=$!
        (
          if read -r _ <&9; then kill -KILL "$child"; else kill -KILL $$ "$child"; fi
        ) >/dev/null 2>&1 &
        watcher=$!
        exec >/dev/null 2>&1
        wait "$child"
        code=$?
        kill -KILL "$watcher"
        echo "$code" > "$HN_EXIT.tmp" && mv "$HN_EXIT.tmp" "$HN_EXIT"
        """;

    /// <summary>Joins the groups that limit memory, processes and processor time, then leaves the host's mount table behind.</summary>
    public const string Join = """
        set -eu
        for group in $HN_GROUPS; do echo $$ > "$group"; done
        exec unshare $HN_UNSHARE -- /bin/sh -c "$HN_MOUNT_SCRIPT" sh "$@"
        """;

    /// <summary>
    /// Gathers the four folders where an unprivileged user can reach them, since the store may lie below a folder closed to others,
    /// then becomes that user for good. Only this private mount table sees the folders.
    /// </summary>
    public const string Mount = """
        set -eu
        mount -t tmpfs -o mode=755,size=64k,nosuid,nodev hypernode "$HN_STAGE"
        mkdir "$HN_STAGE/root" "$HN_STAGE/in" "$HN_STAGE/out" "$HN_STAGE/tmp"
        mount --bind "$HN_ROOT" "$HN_STAGE/root"
        mount --bind "$HN_IN" "$HN_STAGE/in"
        mount --bind "$HN_OUT" "$HN_STAGE/out"
        mount -t tmpfs -o "mode=1777,size=$HN_TMP_BYTES,noexec,nosuid,nodev" hypernode "$HN_STAGE/tmp"
        exec 7>"$HN_STATUS"
        if [ -n "$HN_SECCOMP" ]; then exec 8<"$HN_SECCOMP"; fi
        exec "$@"
        """;
}
