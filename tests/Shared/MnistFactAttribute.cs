namespace Functional.NN.Tests;

/// <summary>A fact about the real MNIST files: skipped, by name, where they are not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MnistFactAttribute : FactAttribute
{
    public MnistFactAttribute()
    {
        if (!Mnist.IsPresent(Folders)) Skip = $"The MNIST files were not found in {Folders}.";
    }

    /// <summary>$FNN_DATA, then shared/data next to the repository's folder, then the user's cache.</summary>
    public static DataFolders Folders { get; } = DataFolders.Of(DataFolders.Search().Places
        .Select(place => place.Path)
        .Take(1).Append(BesideTheRepository()).Concat(DataFolders.Search().Places.Skip(1).Select(place => place.Path))
        .OfType<string>());

    private static string? BesideTheRepository() => Path.GetDirectoryName(Repository.Root) is { } parent ? Path.Combine(parent, "shared", "data") : null;
}
