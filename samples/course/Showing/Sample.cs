namespace Functional.NN.Course;

/// <summary>A sample of the course: a short program on the fold that shows one or more claims by figures of its own.</summary>
/// <remarks>
/// A sample is a record of what it compares: networks, optimizers, constants. Another rule in the place of one of them is another sample (<c>with</c>), so that every claim can be seen to fail.
/// It reads nothing from outside and draws every random number from keys, so that its figures are the same bits everywhere.
/// </remarks>
/// <param name="Name">by which the command knows it, such as <c>ravine</c></param>
/// <param name="Title">what it is about, in a line</param>
/// <param name="Source">whose claim it is: author and year, and where</param>
public abstract record Sample(string Name, string Title, string Source)
{
    /// <summary>Runs it: the claims with their figures and verdicts, and what there is to see.</summary>
    public abstract Findings Show();
}
