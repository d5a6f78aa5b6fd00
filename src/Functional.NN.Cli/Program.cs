using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Functional.NN.Cli;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
if (Console.IsOutputRedirected || OperatingSystem.IsWindows()) Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

if (args is [AssemblyChild.Verb, var pipe, var request]) return AssemblyChild.Run(pipe, request);

using var interruption = new CancellationTokenSource();
int signals = 0;
// The first Ctrl-C asks the run to end after its step; the second one ends the process as it always does. Signals are counted: a trial of a sweep is asked by the end of its input as well.
void Interrupt(PosixSignalContext signal)
{
    if (Interlocked.Increment(ref signals) > 1) return;
    signal.Cancel = true;
    interruption.Cancel();
}
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);

if (args is [TrialChild.Verb, .. var trial])
{
    TrialChild.EndWithInput(interruption);
    args = trial;
}
return Shell.Run(args, new Terminal(Console.Out, Console.Error, Live: !Console.IsOutputRedirected), interruption.Token);
