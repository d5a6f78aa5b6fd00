using System.Globalization;

namespace Functional.NN.Packages.Tests;

/// <summary>A small program that knows the library by its package only.</summary>
[Collection(PackedOnce.Name)]
public class ConsumerTests(PackedLibrary packed)
{
    private const string Program = """
        using System.Globalization;
        using Functional.NN;

        var xor = SyntheticData.Xor<float>();
        var trainer = new Trainer<float>(new Network([2], new Dense(8), new Tanh(), new Dense(1)), new SigmoidCrossEntropy(), new Adam(0.05));
        var state = trainer.Initialize(RandomKey.FromSeed(1));
        double before = trainer.Evaluate(state.Model, xor).Loss;
        for (int i = 0; i < 50; i++) state = trainer.Step(state, xor.All()).State;
        double after = trainer.Evaluate(state.Model, xor).Loss;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"loss {before} {after} version {typeof(Network).Assembly.GetName().Version}"));
        """;

    private string Project => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Functional.NN" Version="[{packed.Version}]" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>The machine's sources stay; ours comes to them. What else is needed is taken from what the machine has already, where it has it.</summary>
    private string NugetConfig => $"""
        <configuration>
          <packageSources>
            <add key="packed-just-now" value="{packed.Packages}" />
          </packageSources>
          <fallbackPackageFolders>
            <add key="machine" value="{MachinePackages}" />
          </fallbackPackageFolders>
        </configuration>
        """;

    private static string MachinePackages
    {
        get
        {
            string folder = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
            Directory.CreateDirectory(folder);
            return folder;
        }
    }

    [Fact]
    public void It_builds_and_trains_XOR()
    {
        string folder = Directory.CreateDirectory(Path.Combine(packed.Folder, "consumer")).FullName;
        foreach (var (name, text) in new Dictionary<string, string>
        {
            ["Program.cs"] = Program,
            ["Consumer.csproj"] = Project,
            ["nuget.config"] = NugetConfig,
            ["Directory.Build.props"] = "<Project />",
            ["Directory.Build.targets"] = "<Project />",
            ["Directory.Packages.props"] = "<Project />",
        })
            File.WriteAllText(Path.Combine(folder, name), text);

        var fresh = new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(packed.Folder, "global") };
        DotNet.Run(folder, fresh, "build", "-c", "Release", "-p:UseSharedCompilation=false", "-nodeReuse:false");
        string said = DotNet.Run(folder, fresh, Path.Combine("bin", "Release", "net10.0", "Consumer.dll"));

        string[] words = said.Split(' ', StringSplitOptions.TrimEntries);
        Assert.Equal("loss", words[0]);
        double before = double.Parse(words[1], CultureInfo.InvariantCulture), after = double.Parse(words[2], CultureInfo.InvariantCulture);
        Assert.InRange(after, 0, 0.9 * before);
        Assert.True(Directory.Exists(Path.Combine(packed.Folder, "global", "functional.nn", packed.Version)), "the package was taken from the folder it was packed into");
    }
}
