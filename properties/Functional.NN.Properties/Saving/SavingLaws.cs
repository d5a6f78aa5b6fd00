using System.Numerics;

namespace Functional.NN.Properties.Saving;

/// <summary>What is saved is read back with every bit: numbers of all kinds, networks of all layers.</summary>
public sealed class SavingLaws : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fnn-saving").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_model_in_double_is_read_back_with_the_bits_of_its_parameters_and_state_and_the_network_it_has() =>
        Law.Holds(NetworkCases.Any, c => ComesBack(c, Bits.OfDouble), NetworkCases.Smaller, 60, Kinds);

    [Fact]
    public void So_is_one_in_float() => Law.Holds(NetworkCases.Any, c => ComesBack(c, Bits.OfSingle), NetworkCases.Smaller, 60, Kinds);

    [Fact]
    public void A_network_is_read_back_from_its_JSON_and_says_the_same_again() => Law.Holds(NetworkCases.Any, c =>
    {
        var read = Network.FromJson(c.Network.ToJson());
        Assert.Equal(c.Network, read);
        Assert.Equal(c.Network.ToJson(), read.ToJson());
        Assert.Equal(c.Network.Initialize<double>(c.Key), read.Initialize<double>(c.Key));
    }, NetworkCases.Smaller);

    private static readonly Kind<NetworkCase>[] Kinds = [new("with state", 0.03, c => !c.Model.State.Blocks.IsEmpty), new("of twenty numbers or more", 0.4, c => c.Network.Layout.Size >= 20)];

    private void ComesBack<T>(NetworkCase c, Func<RandomKey, Shape, Tensor<T>> draw) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var network = c.Network;
        var state = new NetworkState<T>(network.InitialState<T>().Blocks.Select(block => KeyValuePair.Create(block.Key, draw(c.Key.Fold(block.Key), block.Value.Shape))));
        var model = new Model<T>(network, new Parameters<T>(network.Layout, draw(c.Key, Shape.Of(network.Layout.Size))), state);
        string path = Path.Combine(_folder, "model.safetensors");

        model.Save(path);
        var read = Model.Load<T>(path);

        Assert.Equal(network, read.Network);
        Assert.Equal(model.Parameters, read.Parameters);
        Assert.Equal(model.Parameters.Sha256(), read.Parameters.Sha256());
        Assert.Equal(state, read.State);
    }
}
