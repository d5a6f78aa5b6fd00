namespace Functional.NN;

/// <summary>What averaging several models promises.</summary>
public static class Bagging
{
    /// <summary>E[(1/k Σεᵢ)²] = v/k + (k − 1)/k·c: the expected squared error of the mean of k models with errors εᵢ of variance E[εᵢ²] = v and covariance E[εᵢεⱼ] = c.</summary>
    /// <remarks>Goodfellow, Bengio and Courville 2016, equation 7.50. Where all err alike (c = v) averaging gains nothing; where they err independently (c = 0) the error falls to a k-th.</remarks>
    /// <param name="models">k, from 1 on</param>
    /// <param name="variance">v, not negative</param>
    /// <param name="covariance">c, no larger than v in size</param>
    public static double ExpectedSquaredError(int models, double variance, double covariance)
    {
        if (models < 1) throw new NNException(Sentence.Of($"Bagging: the number of models must be 1 or more, got {models}."));
        double v = Constants.NotNegative(variance, nameof(Bagging), "the variance");
        if (!(Math.Abs(covariance) <= v)) throw new NNException(Sentence.Of($"Bagging: a covariance is at most the variance {v} in size, got {covariance}."));
        return v / models + (models - 1.0) / models * covariance;
    }
}
