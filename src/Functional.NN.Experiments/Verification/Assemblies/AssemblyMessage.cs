using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Functional.NN.Experiments.Verification;

/// <summary>What a process is asked to check.</summary>
/// <param name="Path">the assembly's file</param>
/// <param name="Settings">how</param>
/// <param name="Only">names of types; empty for all</param>
/// <param name="FromType">the number of the type to begin with</param>
/// <param name="FromCase">the number of its case to begin with</param>
internal sealed record AssemblyRequest(string Path, GradientSettings Settings, ImmutableArray<string> Only, int FromType = 0, int FromCase = 0)
{
    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, AssemblyMessage.Lines);

    /// <summary>What <see cref="ToJson"/> wrote.</summary>
    public static AssemblyRequest Of(string json) => JsonSerializer.Deserialize<AssemblyRequest>(json, AssemblyMessage.Lines)!;
}

/// <summary>What a process that checks says of itself.</summary>
internal enum AssemblyNews
{
    /// <summary>The assembly cannot be checked at all; the text says why.</summary>
    Refused,

    /// <summary>The assembly is loaded; the names are those of its types.</summary>
    Loaded,

    /// <summary>A type is about to be made, or asked for its next case.</summary>
    Asking,

    /// <summary>A type is not checked (any further); the text says why.</summary>
    NotConstructed,

    /// <summary>A case is about to be checked; the text is its name.</summary>
    Checking,

    /// <summary>A case is checked.</summary>
    Checked,

    /// <summary>Everything is.</summary>
    Done,
}

/// <summary>A type as it is shown.</summary>
internal sealed record TypeName(string Kind, string Name);

/// <summary>A line that a process that checks sends.</summary>
/// <param name="News">what it is about</param>
/// <param name="Type">the number of the type</param>
/// <param name="Case">the number of its case</param>
/// <param name="Text">a name or a reason</param>
internal sealed record AssemblyMessage(AssemblyNews News, int Type = 0, int Case = 0, string? Text = null)
{
    /// <summary>How lines are written.</summary>
    public static readonly JsonSerializerOptions Lines = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>What became of the case, where it is checked.</summary>
    public GradientOutcome? Outcome { get; init; }

    /// <summary>The types, where the assembly is loaded.</summary>
    public ImmutableArray<TypeName> Types { get; init; } = [];

    /// <summary>Sentences about what cannot be loaded of it.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Lines);

    /// <summary>What <see cref="ToJson"/> wrote.</summary>
    public static AssemblyMessage Of(string json) => JsonSerializer.Deserialize<AssemblyMessage>(json, Lines)!;
}
