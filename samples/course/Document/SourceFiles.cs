using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Functional.NN.Course;

/// <summary>The C# files of the repository, by what they declare: where the document's links lead.</summary>
internal sealed class SourceFiles
{
    private static readonly string[] Libraries = ["src", "samples"], Checks = ["tests", "properties"];

    private readonly ImmutableArray<(string Path, string Text)> _libraries, _checks;

    private SourceFiles(string root, ImmutableArray<(string, string)> libraries, ImmutableArray<(string, string)> checks) => (Root, _libraries, _checks) = (root, libraries, checks);

    /// <summary>The folder of the solution.</summary>
    public string Root { get; }

    /// <summary>The files of the repository that a folder lies in.</summary>
    /// <exception cref="DataException">The folder lies in none.</exception>
    public static SourceFiles Around(string folder)
    {
        string? root = Path.GetFullPath(folder);
        while (root is not null && !File.Exists(Path.Combine(root, "Functional.NN.sln"))) root = Path.GetDirectoryName(root);
        if (root is null) throw new DataException($"{folder}: the document links to the files of the repository, and this folder lies in none; clone it and name its folder docs.");
        return new(root, Read(root, Libraries), Read(root, Checks));
    }

    /// <summary>The text of a file of the repository.</summary>
    /// <param name="path">its path from the root</param>
    public string Text(string path)
    {
        string whole = Path.Combine(Root, path);
        return File.Exists(whole) ? File.ReadAllText(whole).ReplaceLineEndings("\n") : throw new DataException($"{path}: there is no such file in {Root}.");
    }

    /// <summary>The file that declares a public type.</summary>
    /// <param name="name">such as <c>Momentum</c>, or <c>Grad.Hessian</c> for one of its members</param>
    public string OfType(string name)
    {
        string type = name.Split('.')[0];
        Regex declared = new($@"public (?:(?:static|sealed|abstract|readonly|partial) )*(?:record struct|record class|record|class|struct|interface|enum) {Regex.Escape(type)}\b");
        string[] files = [.. _libraries.Where(file => declared.IsMatch(file.Text)).Select(file => file.Path)];
        if (files.Length == 0) throw new DataException($"the outline names the type {name}, which no file under src or samples declares.");
        if (name.Split('.') is [_, var member])
        {
            Regex word = new($@"\b{Regex.Escape(member)}\b");
            files = [.. _libraries.Where(file => files.Contains(file.Path) && word.IsMatch(file.Text)).Select(file => file.Path)];
            if (files.Length == 0) throw new DataException($"the outline names {name}, which {type} does not have.");
        }
        return files.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == type) ?? files[0];
    }

    /// <summary>The file that has a test.</summary>
    /// <param name="name"><c>Class.Method</c> or <c>Class</c></param>
    public string OfTest(string name)
    {
        string[] parts = name.Split('.');
        Regex declared = new($@"\bclass {Regex.Escape(parts[0])}\b");
        return _checks.Where(file => declared.IsMatch(file.Text) && (parts.Length == 1 || file.Text.Contains($" {parts[1]}(", StringComparison.Ordinal))).Select(file => file.Path).FirstOrDefault()
            ?? throw new DataException($"the outline names the test {name}, which no file under tests or properties has.");
    }

    private static ImmutableArray<(string, string)> Read(string root, string[] folders) =>
    [
        .. folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/')).Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(file => (file, File.ReadAllText(Path.Combine(root, file)))),
    ];
}
