namespace Functional.NN.Course.Tests;

/// <summary>A slip that circulates: the likelihood without its minus sign. Descent makes what it is given smaller, so it is given −log p.</summary>
public class LikelihoodSignTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    private static readonly Network Net = new([2], new Dense(3));

    private static readonly Batch<double> Batch = SyntheticData.Blobs<double>(30, Key).All();

    /// <summary>The mean log-likelihood of the labels: Σᵢ log p(tᵢ | xᵢ)/N, written out.</summary>
    private static Var LogLikelihood(Var logits, Var labels) => (Var.OneHot(labels, 3) * Var.LogSoftmax(logits)).Sum(1);

    private static double Likelihood(Model<double> model) => LogLikelihood(Var.Of(model.Predict(Batch.Inputs)), Var.Of(Batch.Targets)).Mean().Value<double>().ToScalar();

    /// <summary>The log-likelihood before, and after each of ten steps of descent on a loss.</summary>
    private static List<double> Course(ILoss loss)
    {
        var trainer = new Trainer<double>(Net, loss, new Sgd(0.1));
        var start = trainer.Initialize(Key);
        return [Likelihood(start.Model), .. trainer.Run(start, Enumerable.Repeat(Batch, 10)).Select(stepped => Likelihood(stepped.State.Model))];
    }

    private static IEnumerable<double> Changes(ILoss loss)
    {
        var course = Course(loss);
        return course.Zip(course.Skip(1), (before, after) => after - before);
    }

    [Fact]
    public void Descent_on_the_negative_log_likelihood_raises_the_likelihood() => Assert.All(Changes(new MaximumLikelihood(new SoftmaxCategorical())), change => Assert.True(change > 0));

    [Fact]
    public void Without_the_minus_sign_it_lowers_the_likelihood() => Assert.All(Changes(Loss.From("likelihood", LogLikelihood)), change => Assert.True(change < 0));

    [Fact]
    public void Cross_entropy_is_the_negative_log_likelihood() => Assert.Equal(Course(new SoftmaxCrossEntropy()), Course(Loss.From("minus likelihood", (logits, labels) => -LogLikelihood(logits, labels))));
}
