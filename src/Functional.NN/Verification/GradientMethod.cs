namespace Functional.NN;

/// <summary>What a claimed gradient is compared with.</summary>
public enum GradientMethod
{
    /// <summary>(f(x + h) − f(x − h))/2h, whose error is h²f‴/6 + noise/h.</summary>
    CentralDifference,

    /// <summary>Central differences at h and 2h (4h), extrapolated to h = 0; the error of (4D(h) − D(2h))/3 is −h⁴f⁗′/30 + noise/h. Richardson 1911; Ridders 1982.</summary>
    Richardson,

    /// <summary>The tangent rules: what forward mode gives, with no step size. Says nothing of mistakes that tangents and pullbacks share.</summary>
    ForwardMode,

    /// <summary>⟨ȳ, J·v⟩ by tangents against ⟨Jᵀ·ȳ, v⟩ by pullbacks, for pairs (ȳ, v) drawn anew, with no step size.</summary>
    Adjoint,
}

/// <summary>In which precision the claimed gradient is computed.</summary>
public enum GradientPrecision
{
    /// <summary>In <c>double</c>.</summary>
    Double,

    /// <summary>In <c>float</c>, and compared with differences of the same operations in <c>double</c>.</summary>
    Single,
}
