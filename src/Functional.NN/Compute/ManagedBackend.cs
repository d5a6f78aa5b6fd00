using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>The built-in kernels.</summary>
internal sealed class ManagedBackend : Backend
{
    public override string Name => "managed";

    public override string Description => $"built in, {CodePath}; the same bits on every machine";

    private static string CodePath =>
        Vector512.IsHardwareAccelerated ? "by AVX-512"
        : Fma.IsSupported ? "by AVX2 and FMA"
        : AdvSimd.Arm64.IsSupported ? "by AdvSimd"
        : "without vectors, which is slow";

    internal override void Product<T>(ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, int m, int k, int n, bool accumulate) =>
        ContiguousProduct.Multiply(a, transposeA, b, transposeB, c, m, k, n, accumulate, threads: 1);
}
