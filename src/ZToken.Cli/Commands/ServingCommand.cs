using System.CommandLine;

namespace ZToken.Cli;

/// <summary>A command that serves until it is told to stop. It takes Ctrl-C and SIGTERM itself: the library would leave with 130 while a block is still being written.</summary>
internal sealed class ServingCommand(string name, string description) : Command(name, description);
