using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>A small number as a type, so that a kernel of one text is compiled for each number with the branches decided.</summary>
internal interface ICount
{
    static abstract int Value { get; }
}

/// <summary>1 as a type.</summary>
internal readonly struct One : ICount
{
    public static int Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 1; }
}

/// <summary>2 as a type.</summary>
internal readonly struct Two : ICount
{
    public static int Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 2; }
}

/// <summary>3 as a type.</summary>
internal readonly struct Three : ICount
{
    public static int Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 3; }
}

/// <summary>4 as a type.</summary>
internal readonly struct Four : ICount
{
    public static int Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 4; }
}

/// <summary>5 as a type.</summary>
internal readonly struct Five : ICount
{
    public static int Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 5; }
}

/// <summary>6 as a type.</summary>
internal readonly struct Six : ICount
{
    public static int Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 6; }
}
