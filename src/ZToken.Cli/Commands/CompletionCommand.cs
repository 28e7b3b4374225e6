using System.CommandLine;

namespace ZToken.Cli;

/// <summary><c>ztoken completion</c>: what a shell reads to complete the command. It asks <c>ztoken</c> itself what may stand at the cursor, so it never grows old.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _ztoken() {
            local IFS=$'\n'
            COMPREPLY=( $(ztoken "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null) )
        }
        complete -o default -F _ztoken ztoken
        """;

    private const string Zsh = """
        #compdef ztoken
        _ztoken() {
            local -a suggestions
            suggestions=("${(@f)$(ztoken "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            if [[ -n "${suggestions[1]}" ]]; then
                compadd -a suggestions
            else
                _files
            fi
        }
        compdef _ztoken ztoken
        """;

    private const string Fish = """
        function __ztoken_suggest
            set -l line (commandline -cp)
            ztoken "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c ztoken -a '(__ztoken_suggest)'
        """;

    private static readonly IReadOnlyDictionary<string, string> scripts = new Dictionary<string, string>(StringComparer.Ordinal) { ["bash"] = Bash, ["zsh"] = Zsh, ["fish"] = Fish };

    public static Command Create()
    {
        Argument<string> shell = new("shell") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong([.. scripts.Keys]);
        Command command = new("completion", "Print what a shell reads to complete ztoken's commands and options: source <(ztoken completion bash).") { shell };
        command.SetAction(result => Console.WriteLine(scripts[result.GetRequiredValue(shell)]));
        return command;
    }
}
