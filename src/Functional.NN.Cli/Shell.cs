using System.CommandLine;
using System.Globalization;

namespace Functional.NN.Cli;

/// <summary>The <c>fnn</c> command: from arguments to an exit code. Whatever is wrong with the input becomes one line.</summary>
internal static class Shell
{
    /// <summary>Runs a command line and writes to two writers.</summary>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellation = default) => Run(args, new Terminal(output, error), cancellation);

    /// <summary>Runs a command line.</summary>
    /// <param name="args">the arguments</param>
    /// <param name="terminal">where to write</param>
    /// <param name="cancellation">asks long work to end after its step</param>
    public static int Run(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellation = default)
    {
        var (culture, uiCulture) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
            return Invoke([.. args], terminal, cancellation);
        }
        catch (Exception e) when (e is NNException or IOException or UnauthorizedAccessException)
        {
            terminal.Complain(e.Message);
            return ExitCode.BadInput;
        }
        catch (OutOfMemoryException)
        {
            terminal.Complain("the memory is not enough for that; try fewer samples (--limit), smaller batches (--batch) or a smaller network.");
            return ExitCode.BadInput;
        }
#pragma warning disable CA1031   // A user is not shown a stack trace, whatever went wrong; the line says that the fault is ours.
        catch (Exception e)
        {
            terminal.Complain($"this is a mistake in fnn, not in what you asked for; please report it: {e.GetType().Name}: {e.Message}");
            return ExitCode.CheckFailed;
        }
#pragma warning restore CA1031
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
        }
    }

    private static int Invoke(string[] args, Terminal terminal, CancellationToken cancellation)
    {
        var root = Root(terminal, cancellation);
        var parsed = root.Parse(args is [] ? ["--help"] : args is ["help", .. var of] ? [.. of, "--help"] : args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (UsageError.Of(parsed) is { } sentence)
        {
            terminal.Complain(sentence);
            return ExitCode.BadInput;
        }
        return parsed.Invoke(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Err, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static RootCommand Root(Terminal terminal, CancellationToken cancellation)
    {
        var root = new RootCommand("fnn trains, verifies and looks at neural networks; the same command gives the same bits.")
        {
            new TrainCommand(terminal, cancellation).Command,
            new SweepCommand(terminal, cancellation).Command,
            VerifyCommand.Create(terminal, cancellation),
            DiffCommand.Create(terminal),
            DataCommand.Create(terminal, cancellation),
            new BenchCommand(terminal, cancellation).Command,
            new ReportCommand(terminal).Command,
            new CourseCommand(terminal, cancellation).Command,
            SchemaCommand.Create(terminal),
            DoctorCommand.Create(terminal),
        };
        return root.WithHelp();
    }
}
