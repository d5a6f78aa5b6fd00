using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>Rows of a table by tokens.</summary>
internal static class EmbeddingVectors
{
    public static IEnumerable<VectorOperation> All { get; } = [new("layer", "embedding", ["num_embeddings", "embedding_dim"], ["index", "weight", "dy"], Embedding)];

    private static Computed Embedding(VectorCase given)
    {
        Tensor<double> index = given.Tensor("index"), weight = given.Tensor("weight");
        if (index.Shape.Rank == 0 || weight.Shape.Rank != 2) throw VectorCase.Contradiction(Invariant.Text($"an embedding has a batch of tokens and a table, got {index.Shape} and {weight.Shape}"));
        given.Agree("num_embeddings", weight.Shape[0]);
        given.Agree("embedding_dim", weight.Shape[1]);
        var network = new Network(index.Shape.Sample, new Embedding(weight.Shape[0], weight.Shape[1]));
        var (y, pullback) = Grad.Vjp(table => Rows(network, table, Var.Of(index)), weight);
        var computed = new Computed { { "y", y } };
        if (given.Has("dy")) computed.Add("dweight", pullback(given.Tensor("dy")));
        return computed;
    }

    private static Var Rows(Network network, Var table, Var index) =>
        network.Apply(new LayerContext.Run(new ParameterVars(network.Layout, [table]), default, Training: true, Mask: null, FirstSample: 0, Tracing: false), ImmutableDictionary<string, Var>.Empty, index).Output;
}
