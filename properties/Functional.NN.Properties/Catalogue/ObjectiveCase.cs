namespace Functional.NN.Properties.Catalogue;

/// <summary>An objective with a network and data that suit it.</summary>
/// <param name="Name">what is special</param>
/// <param name="Run">a short run</param>
internal sealed record ObjectiveCase(string Name, PlannedRun Run)
{
    public override string ToString() => Name;
}
