namespace Functional.NN.Cli;

/// <summary>This program as the process of one trial of a sweep: <c>fnn train</c> as anybody runs it, which is interrupted when its input ends, so that it saves its state and ends when the sweep does, however that ends.</summary>
internal static class TrialChild
{
    /// <summary>The first argument of such a process; what follows is a command line of <c>fnn</c>.</summary>
    public const string Verb = "train-in-a-sweep";

    /// <summary>Interrupts the run when the input ends.</summary>
    public static void EndWithInput(CancellationTokenSource interruption) => new Thread(() =>
    {
        try
        {
            using var input = Console.OpenStandardInput();
            while (input.ReadByte() >= 0) { }
        }
        catch (IOException)
        {
            // The pipe is broken: the same as its end.
        }
        interruption.Cancel();
    })
    { IsBackground = true }.Start();
}
