using System.Diagnostics;

namespace Functional.NN.Cli.Tests;

/// <summary>The command in a process of its own, which can be killed.</summary>
internal sealed class FnnProcess : IDisposable
{
    private const int Interrupt = 2, Terminate = 15;

    private readonly Process _process;
    private readonly Task<string> _output, _error;

    public FnnProcess(string[] args, params (string Name, string Value)[] environment) : this(args, Environment.CurrentDirectory, environment) { }

    /// <param name="args">the command line</param>
    /// <param name="folder">the folder in which it runs</param>
    /// <param name="environment">variables of its environment</param>
    public FnnProcess(string[] args, string folder, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "fnn.dll"), .. args]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        _process = Process.Start(start)!;
        (_output, _error) = (_process.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
    }

    public bool HasEnded => _process.HasExited;

    public static Ran Run(params string[] args)
    {
        using var process = new FnnProcess(args);
        return process.Ended();
    }

    /// <summary>What it left, once it has ended by itself.</summary>
    public Ran Ended()
    {
        _process.WaitForExit();
        return new(_process.ExitCode, _output.Result, _error.Result);
    }

    /// <summary>Ends it as nothing can prevent; false where it had ended before.</summary>
    public bool Kill()
    {
        bool lives = !_process.HasExited;
        _process.Kill();
        _process.WaitForExit();
        return lives && _process.ExitCode == 128 + 9;
    }

    public void SendInterrupt() => Signal($"kill -{Interrupt} {_process.Id}");

    public void SendTerminate() => Signal($"kill -{Terminate} {_process.Id}");

    /// <summary>One, and after a moment another.</summary>
    public void SendTwoInterrupts() => Signal($"kill -{Interrupt} {_process.Id}; sleep 0.1; kill -{Interrupt} {_process.Id}");

    /// <summary>Waits for something; fails where the process ends before.</summary>
    public void WaitUntil(Func<bool> there)
    {
        while (!there())
        {
            if (_process.HasExited && !there()) Assert.Fail($"the process ended before: {Ended()}");
            Thread.Sleep(1);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private static void Signal(string command)
    {
        using var shell = Process.Start("sh", ["-c", command]);
        shell.WaitForExit();
    }
}
