namespace Functional.NN.Cli.Tests;

/// <summary>The command, run in this process. Runs keep no record unless a test is about one: it names the record's folder.</summary>
internal static class Fnn
{
    public static Ran Run(string commandLine, CancellationToken cancellation = default) => Run(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries), cancellation);

    public static Ran Run(string[] args, CancellationToken cancellation = default)
    {
        using StringWriter output = new(), error = new();
        int code = Shell.Run(WithoutRecord(args), output, error, cancellation);
        return new Ran(code, output.ToString(), error.ToString());
    }

    /// <summary>The same command line, without a record where it does not say which.</summary>
    public static string[] WithoutRecord(string[] args) => args is ["train", .. var rest] && !rest.Any(arg => arg is "--run" or "--resume" or "--no-record") ? ["train", "--no-record", .. rest] : args;
}

/// <summary>What a run of the command left.</summary>
internal sealed record Ran(int Code, string Out, string Err)
{
    public string Theta => Hash("theta");

    /// <summary>A hash that was printed: that of theta, state or chain.</summary>
    public string Hash(string name) => Out.Split('\n').Single(line => line.StartsWith($"{name} sha256: ", StringComparison.Ordinal)).Trim()[$"{name} sha256: ".Length..];

    /// <summary>Bad input: exit code 2, nothing on stdout, and one line on stderr with these words in it.</summary>
    public void IsRefused(params string[] words)
    {
        Assert.Equal("", Out);
        IsBroken(words);
    }

    /// <summary>What had begun could not go on: exit code 2, and one line on stderr with these words in it.</summary>
    public void IsBroken(params string[] words)
    {
        Assert.Equal(2, Code);
        Assert.StartsWith("fnn: ", Err, StringComparison.Ordinal);
        Assert.Equal(Err.Length - 1, Err.IndexOf('\n', StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", Err, StringComparison.Ordinal);
        foreach (string word in words) Assert.Contains(word, Err, StringComparison.Ordinal);
    }
}

/// <summary>A folder that is gone after the test.</summary>
internal sealed class Scratch : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("fnn-test-").FullName;

    public string File(string name, ReadOnlySpan<byte> content)
    {
        string path = System.IO.Path.Combine(Path, name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    public string File(string name, string content) => File(name, System.Text.Encoding.UTF8.GetBytes(content));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
