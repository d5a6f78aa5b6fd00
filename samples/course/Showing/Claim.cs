using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>A number that a verdict rests on.</summary>
/// <param name="Name">what it is</param>
/// <param name="Value">the number, exactly as it was computed</param>
public readonly record struct Number(string Name, double Value);

/// <summary>A statement of the course with the figure that was measured and what came of it.</summary>
/// <param name="Name">by which outline and tests know it, such as <c>ravine.momentum-is-faster</c>: the sample's name, a point, and its own</param>
/// <param name="Statement">the statement, a sentence without figures</param>
/// <param name="Figure">what was measured, in words and numbers</param>
/// <param name="Verdict">what came of it; it follows from <paramref name="Numbers"/></param>
/// <param name="Numbers">the numbers behind it</param>
public sealed record Claim(string Name, string Statement, string Figure, Verdict Verdict, ImmutableArray<Number> Numbers)
{
    /// <summary>What holds of the machine it ran on and is no part of the record, such as a time; nothing where it is empty.</summary>
    public string Here { get; init; } = "";

    /// <summary>A claim whose figure is written the same under every culture.</summary>
    public static Claim Of(string name, string statement, Verdict verdict, FormattableString figure, params IEnumerable<(string Name, double Value)> numbers) =>
        new(name, statement, Written.Of(figure), verdict, [.. numbers.Select(number => new Number(number.Name, number.Value))]);

    /// <summary>A claim that held or not.</summary>
    public static Claim Of(string name, string statement, bool holds, FormattableString figure, params IEnumerable<(string Name, double Value)> numbers) => Of(name, statement, Verdicts.When(holds), figure, numbers);
}
