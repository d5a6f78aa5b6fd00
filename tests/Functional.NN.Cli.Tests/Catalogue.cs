using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Functional.NN.Tests;

namespace Functional.NN.Cli.Tests;

/// <summary>The catalogue of the library as text, made of its public types, the folders of their files and their documentation: a table for the README, and <c>docs/catalogue.md</c>.</summary>
internal static partial class Catalogue
{
    private const string Begin = "<!-- catalogue -->\n", End = "<!-- /catalogue -->";

    /// <summary>A kind of thing: what it is called, the folder of its files, and what its types are; all public types of the folder where nothing is said.</summary>
    private sealed record Section(string Title, string Folder, params Type[] Kinds);

    private static readonly Section[] Sections =
    [
        new("dense and embedding", "Layers", typeof(ILayer)),
        new("activations", "Layers/Activations", typeof(ILayer)),
        new("convolutions", "Layers/Convolutions", typeof(ILayer)),
        new("pooling", "Layers/Pooling", typeof(ILayer)),
        new("normalisation", "Layers/Normalization", typeof(ILayer)),
        new("noise", "Layers/Noise", typeof(ILayer)),
        new("activity penalties", "Layers/Activity", typeof(ILayer)),
        new("recurrent layers", "Layers/Recurrent", typeof(ILayer)),
        new("attention", "Layers/Attention", typeof(ILayer), typeof(Attention)),
        new("feature maps", "Layers/Features", typeof(ILayer)),
        new("composition", "Layers/Composition", typeof(ILayer)),
        new("arranging", "Layers/Arranging", typeof(ILayer)),
        new("losses", "Losses", typeof(ILoss)),
        new("metrics", "Metrics"),
        new("likelihoods", "Likelihoods"),
        new("objectives", "Objectives", typeof(IObjective)),
        new("attacks", "Objectives/Adversarial"),
        new("penalties", "Penalties", typeof(IPenalty)),
        new("augmentation", "Data/Augmentation", typeof(IAugmentation)),
        new("ensembles", "Ensembles"),
        new("optimizers", "Optimizers", typeof(IMinimizer)),
        new("transformations of optimizers", "Optimizers/Transformations", typeof(IMinimizer)),
        new("second-order methods", "Optimizers/SecondOrder", typeof(IMinimizer)),
        new("line searches", "Optimizers/LineSearches", typeof(LineSearch)),
        new("minimisation of plain functions", "Minimization", typeof(Minimize), typeof(NonlinearLeastSquares)),
        new("schedules", "Schedules", typeof(Schedule)),
        new("rate controllers", "Schedules", typeof(RateController)),
        new("initialisers", "Initializers", typeof(IInitializer)),
        new("networks", "Networks", typeof(Networks)),
        new("pre-training", "Training", typeof(Pretraining), typeof(RateFinder)),
        new("linear methods", "Linear"),
        new("diagnostics", "Diagnostics"),
        new("seeing", "Seeing"),
    ];

    /// <summary>What must stand somewhere.</summary>
    private static readonly Type[] Kinds = [typeof(ILayer), typeof(ILoss), typeof(IMetric), typeof(IObjective), typeof(IPenalty), typeof(IMinimizer), typeof(Schedule), typeof(IInitializer)];

    private static readonly Lazy<Dictionary<string, XElement>> Documentation = new(() => XDocument.Load(Path.ChangeExtension(typeof(Network).Assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value));

    private static IEnumerable<Type> Public { get; } = typeof(Network).Assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsNested: false } && (!type.IsAbstract || type.IsSealed)).OrderBy(Name, StringComparer.Ordinal);

    /// <summary>Things of a kind that stand in no section: their folder is not among them, or their file has another name.</summary>
    public static IEnumerable<string> Missing => Public.Where(type => type != typeof(NamedLayer) && Kinds.Any(type.IsAssignableTo) && !Sections.Any(section => Belongs(type, section))).Select(Name);

    /// <summary>The README with the table as it should be.</summary>
    public static string InReadme(string readme)
    {
        int begin = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = readme.IndexOf(End, StringComparison.Ordinal);
        var rows = Sections.Select(section => $"| [{section.Title}](docs/catalogue.md#{section.Title.Replace(' ', '-')}) | {string.Join(", ", Of(section).Select(type => $"`{Name(type)}`").Distinct())} |");
        return $"{readme[..begin]}| | |\n|---|---|\n{string.Join("\n", rows)}\n{readme[end..]}";
    }

    /// <summary>What stands in <c>docs/catalogue.md</c>.</summary>
    public static string Page() => string.Join("\n\n", Sections.Select(section => $"## {section.Title}\n\n{string.Join("\n", Of(section).Select(Line))}")
        .Prepend("# The catalogue\n\nMade of the library's public types and the first sentences of their documentation by `dotnet run -c Release --project tests/Functional.NN.Cli.Tests -- catalogue`; a test compares. Shapes, conventions, sources and errors stand in the documentation of each type.")) + "\n";

    private static IEnumerable<Type> Of(Section section) => Public.Where(type => type != typeof(NamedLayer) && Belongs(type, section));

    private static bool Belongs(Type type, Section section) =>
        File.Exists(Repository.File("src", "Functional.NN", section.Folder, $"{Name(type)}.cs")) && (section.Kinds.Length == 0 || section.Kinds.Any(type.IsAssignableTo));

    private static string Line(Type type)
    {
        var constructor = type.GetConstructors().Where(c => c.GetParameters() is not [{ } only] || only.ParameterType != type).MaxBy(c => c.GetParameters().Length);
        string constants = constructor is null ? "" : $"({string.Join(", ", constructor.GetParameters().Select(Parameter))})";
        return $"- **`{Name(type)}{constants}`** — {Summary(type)}";
    }

    private static string Parameter(ParameterInfo parameter)
    {
        string name = parameter.Name!;
        return !parameter.HasDefaultValue ? name : parameter.DefaultValue switch
        {
            null => $"{name}?",
            bool b => b ? $"{name} = true" : $"{name} = false",
            IFormattable number => $"{name} = {number.ToString(null, CultureInfo.InvariantCulture)}",
            var other => $"{name} = {other}",
        };
    }

    private static string Summary(Type type)
    {
        var summary = Documentation.Value[$"T:{type.FullName}"].Element("summary")!;
        string text = string.Concat(summary.Nodes().Select(node => node is XElement element
            ? element.Attribute("cref") is { } reference ? $"`{Referred(reference.Value)}`" : element.Attribute("name") is { } name ? $"`{name.Value}`" : $"`{element.Value}`"
            : ((XText)node).Value));
        return Special().Replace(Spaces().Replace(text, " ").Trim(), @"\$0");
    }

    /// <summary>The name behind a reference; a method with its type's.</summary>
    private static string Referred(string reference) => string.Join('.', reference.Split('(')[0].Split('.').TakeLast(reference.StartsWith("M:", StringComparison.Ordinal) ? 2 : 1).Select(part => part.Split('`')[0]));

    private static string Name(Type type) => type.Name.Split('`')[0];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[*_<|]")]
    private static partial Regex Special();
}
