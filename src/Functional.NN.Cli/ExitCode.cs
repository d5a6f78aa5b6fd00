namespace Functional.NN.Cli;

/// <summary>What the process says when it ends.</summary>
internal static class ExitCode
{
    public const int Done = 0, CheckFailed = 1, BadInput = 2, Interrupted = 130;
}
