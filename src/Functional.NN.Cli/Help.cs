using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Functional.NN.Cli;

/// <summary>Help with examples at its end, and the version.</summary>
internal static class Help
{
    private static readonly Dictionary<string, string[]> ByCommand = new()
    {
        ["fnn"] = ["fnn train", "fnn train --data mnist --network lenet5 --epochs 3", "fnn train samples/experiments/mnist-lenet5.json", "fnn verify run runs/a", "fnn doctor"],
        ["train"] =
        [
            "fnn train                                        LeNet-5 on drawn digits, no files needed",
            "fnn train samples/experiments/mnist-lenet5.json  an experiment's file",
            "fnn train --resume runs/a                        go on with a run that was interrupted",
            "fnn train --data spirals --network mlp:64-64     two spirals",
            "fnn train --data mnist --epochs 3 --batch 128 --optimizer adam --lr 0.001 --seed 1",
            "fnn train --find-rate                            a learning rate to begin with",
            "fnn train --epochs 10 --schedule cosine          the rate along half a wave to 0",
            "fnn train --diagnose gradients,dead,hessian      norms, dead units and curvature after every epoch",
            "fnn train --data iris.csv --early-stopping 10 --save iris.safetensors",
        ],
        ["report"] =
        [
            "fnn report runs/digits-lenet5                    report.html in that folder",
            "fnn report runs/a runs/b --out ab.html           two runs beside each other",
            "fnn report runs/mnist-optimizers-sweep           a sweep",
        ],
        ["course"] =
        [
            "fnn course                                       every sample, in a minute or two; the page is runs/course/report.html",
            "fnn course --list",
            "fnn course ravine saddle                         some of them",
            "fnn course --check docs/course.json              and whether every bit is that of the record",
        ],
        ["data"] =
        [
            "fnn data                                         what is known, and where it was found",
            "fnn data check mnist",
            "fnn data show digits --count 4",
            "fnn data get mnist --from https://mirror.example/mnist",
        ],
        ["get"] =
        [
            "fnn data get mnist --from https://mirror.example/mnist",
            "fnn data get idx --from https://mirror.example/fashion --to fashion",
            "fnn data get iris.csv --from https://mirror.example/iris.csv --sha256 4a3f…",
        ],
        ["sweep"] =
        [
            "fnn sweep samples/experiments/mnist-optimizers.json             every optimizer with every seed, as many at once as there are processors",
            "fnn sweep samples/experiments/mnist-architecture.json --dry-run which trials there are",
            "fnn sweep --resume runs/a                                       only what is missing",
            "fnn sweep --resume runs/a --failed                              what failed, again",
        ],
        ["bench"] =
        [
            "fnn bench                                        everything, in about a minute",
            "fnn bench train --case mlp-b128,lenet5-b128 --threads 2",
            "fnn bench train --case mlp-b31,mlp-b32,mlp-b33,mlp-b100,mlp-b128",
            "fnn bench gemm conv --json",
        ],
        ["gradients"] =
        [
            "fnn verify gradients                             every layer, activation and loss",
            "fnn verify gradients --only Conv2D,Lstm --order 2",
            "fnn verify gradients --model iris.safetensors --data iris.csv",
            "fnn verify gradients --assembly MyLayers.dll --junit gradients.xml",
        ],
        ["nist"] = ["fnn verify nist --data-dir ~/data"],
        ["vectors"] = ["fnn verify vectors tests/vectors"],
    };

    /// <summary>Gives the help of all commands its examples, and the version its name.</summary>
    public static RootCommand WithHelp(this RootCommand root)
    {
        foreach (var help in root.Options.OfType<HelpOption>())
            if (help.Action is SynchronousCommandLineAction usual) help.Action = new WithSection(usual);
        foreach (var version in root.Options.OfType<VersionOption>()) version.Action = new OurVersion();
        return root;
    }

    /// <summary>The version of fnn with the revision it was built from, whichever program runs it.</summary>
    private sealed class OurVersion : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            string version = typeof(Help).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
            parseResult.InvocationConfiguration.Output.WriteLine($"fnn {version}");
            return ExitCode.Done;
        }
    }

    private sealed class WithSection(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => usual.ClearsParseErrors;

        public override int Invoke(ParseResult parseResult)
        {
            int code = usual.Invoke(parseResult);
            var (command, output) = (parseResult.CommandResult.Command, parseResult.InvocationConfiguration.Output);
            if (!ByCommand.TryGetValue(command is RootCommand ? "fnn" : command.Name, out var examples)) return code;
            output.WriteLine("Examples:");
            foreach (string example in examples) output.WriteLine($"  {example}");
            if (command is RootCommand) output.WriteLine("\nExit codes: 0 done, 1 a check failed, 2 bad input, 130 interrupted.");
            return code;
        }
    }
}
