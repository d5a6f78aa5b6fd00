using System.Globalization;
using Functional.NN.Properties.Contract;
using Functional.NN.Properties.Mutants;

namespace Functional.NN.Properties;

/// <summary>The tests are also a program: <c>mutants [CASES]</c> prints what catches each mutant, and what the checker says of so many right rules;
/// <c>kernels</c> prints a hash of what each kernel computes.</summary>
internal static class Program
{
    private const int UsualCases = 10_000;

    private static int Main(string[] args) => args switch
    {
        ["kernels"] => KernelDigest.Print(),
        ["mutants"] => CatchTable.Print(UsualCases),
        ["mutants", var cases] when int.TryParse(cases, NumberStyles.None, CultureInfo.InvariantCulture, out int number) => CatchTable.Print(number),
        _ => 2,
    };
}
