using System.Runtime.InteropServices;
using Functional.NN;

namespace BrokenLayers;

/// <summary>Does not return from training.</summary>
public sealed record Loop : Elementwise
{
    public override Applied Apply(LayerContext context, Var x)
    {
        while (context.Training) Thread.Sleep(1);
        return x;
    }
}

/// <summary>Overflows the stack.</summary>
public sealed record Overflow : Elementwise
{
    public override Applied Apply(LayerContext context, Var x) => Deeper(context, x) + x;

    private static Var Deeper(LayerContext context, Var x) => Deeper(context, x + 1) * 2;
}

/// <summary>Ends the process in training, as if all were well.</summary>
public sealed record Exit : Elementwise
{
    public override Applied Apply(LayerContext context, Var x)
    {
        if (context.Training) Environment.Exit(0);
        return x;
    }
}

/// <summary>Ends the process when it is made.</summary>
public sealed record FailFast : Elementwise
{
    public FailFast() => Environment.FailFast("no reason.");

    public override Applied Apply(LayerContext context, Var x) => x;
}

/// <summary>Reads memory that is not there.</summary>
public sealed record Violation : Elementwise
{
    public override Applied Apply(LayerContext context, Var x) => x * Marshal.ReadByte(unchecked((nint)0x7ead_beef_0000));
}
