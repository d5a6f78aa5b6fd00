namespace Functional.NN.Providers;

/// <summary>How many threads a native library may be given.</summary>
internal static class NativeThreads
{
    public static int Checked(int threads, string who) => threads >= 1 ? threads : throw new NNException(Sentence.Of($"{who}: the threads must be 1 or more, got {threads}."));

    public static string Text(int threads) => Sentence.Of($"{threads} {(threads == 1 ? "thread" : "threads")}");
}
