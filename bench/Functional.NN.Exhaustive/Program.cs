using System.Diagnostics;
using System.Globalization;
using Functional.NN.Exhaustive;
using Functional.NN.Kernels;

// Checks the elementary functions in float at every float there is: worst error in ulp, where, turns (0: monotone), and a checksum of all bits.
//   dotnet run -c Release --project bench/Functional.NN.Exhaustive -- [--stride N] [function…]
// Exit codes: 0 all within 2 ulp; 1 one is not; 2 bad input.
const double allowed = 2.0;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var functions = new (string Name, Func<float, float> Ours, Func<double, double> Oracle)[]
{
    ("exp", Elementary.Exp, Math.Exp),
    ("expm1", Elementary.Expm1, Oracle.Expm1),
    ("log", Elementary.Log, Math.Log),
    ("log1p", Elementary.Log1p, Oracle.Log1p),
    ("tanh", Elementary.Tanh, Math.Tanh),
    ("sigmoid", Elementary.Sigmoid, Oracle.Sigmoid),
    ("softplus", Elementary.Softplus, Oracle.Softplus),
    ("erf", Elementary.Erf, Oracle.Erf),
    ("erfc", Elementary.Erfc, Oracle.Erfc),
    ("sin", Elementary.Sin, Math.Sin),
    ("cos", Elementary.Cos, Math.Cos),
    ("atan", Elementary.Atan, Math.Atan),
};

var stride = 1L;
var names = new List<string>();
for (var i = 0; i < args.Length; i++)
{
    if (args[i] != "--stride")
        names.Add(args[i]);
    else if (++i >= args.Length || !long.TryParse(args[i], NumberStyles.None, CultureInfo.InvariantCulture, out stride) || stride < 1 || stride > 1L << 32)
        return Refuse("--stride: expected a whole number from 1 to 4294967296, as in --stride 1009");
}

if (names.Find(name => !functions.Any(f => f.Name == name)) is { } unknown)
    return Refuse($"{unknown}: expected one of {string.Join(' ', functions.Select(f => f.Name))}");

var failed = false;
foreach (var (name, ours, oracle) in functions.Where(f => names.Count == 0 || names.Contains(f.Name)))
{
    var watch = Stopwatch.StartNew();
    var survey = Survey.Of(ours, oracle, stride);
    failed |= survey.Worst > allowed;
    Console.WriteLine(
        $"{name,-9} {survey.Count,10} floats  worst {survey.Worst:F7} ulp at {survey.Argument:R} (0x{BitConverter.SingleToUInt32Bits(survey.Argument):X8})"
        + $"  turns {survey.Turns}  bits {survey.Checksum:X16}  {watch.Elapsed.TotalSeconds:F0} s{(survey.Worst > allowed ? "  TOO MUCH" : string.Empty)}");
}

return failed ? 1 : 0;

static int Refuse(string sentence)
{
    Console.Error.WriteLine(sentence);
    return 2;
}
