using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Saving;

/// <summary>What is saved is read back with every bit: numbers of all kinds, networks of all layers.</summary>
public sealed class SavingLaws : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fnn-saving").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_model_in_double_is_read_back_with_the_bits_of_its_parameters_and_state_and_the_network_it_has() =>
        Law.Holds(Cases, c => ComesBack(c, Bits.OfDouble, Saved), NetworkCases.Smaller, 60, Kinds);

    [Fact]
    public void So_is_one_in_float() => Law.Holds(Cases, c => ComesBack(c, Bits.OfSingle, Saved), NetworkCases.Smaller, 60, Kinds);

    [Fact]
    public void A_network_is_read_back_from_its_JSON_and_says_the_same_again() => Law.Holds(NetworkCases.Any, c =>
    {
        var read = Network.FromJson(c.Network.ToJson());
        Assert.Equal(c.Network, read);
        Assert.Equal(c.Network.ToJson(), read.ToJson());
        Assert.Equal(c.Network.Initialize<double>(c.Key), read.Initialize<double>(c.Key));
    }, NetworkCases.Smaller);

    /// <summary>What is rounded, normalised or made quiet on the way does not pass.</summary>
    [Fact]
    public void A_way_that_changes_a_bit_is_caught()
    {
        Assert.True(Law.Fails(Cases, c => ComesBack(c, Bits.OfDouble, model => model.With(model.Parameters + 0)), tests: 10));
        Assert.True(Law.Fails(Cases, c => ComesBack(c, Bits.OfDouble, model => model.Cast<float>().Cast<double>()), tests: 10));
        Assert.True(Law.Fails(Cases, c => ComesBack(c, Bits.OfDouble, model => model.With(state: model.Network.InitialState<double>())), tests: 60));
    }

    /// <summary>One in three has state.</summary>
    private static readonly Gen<NetworkCase> Cases = Gen.Frequency((2, NetworkCases.Any), (1, NetworkCases.Any.Where(c => !c.Model.State.Blocks.IsEmpty)));

    private static readonly Kind<NetworkCase>[] Kinds = [new("with state", 0.1, c => !c.Model.State.Blocks.IsEmpty), new("of twenty numbers or more", 0.4, c => c.Network.Layout.Size >= 20)];

    private Model<T> Saved<T>(Model<T> model) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string path = Path.Combine(_folder, "model.safetensors");
        model.Save(path);
        return Model.Load<T>(path);
    }

    private static void ComesBack<T>(NetworkCase c, Func<RandomKey, Shape, Tensor<T>> draw, Func<Model<T>, Model<T>> way) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var network = c.Network;
        var state = new NetworkState<T>(network.InitialState<T>().Blocks.Select(block => KeyValuePair.Create(block.Key, draw(c.Key.Fold(block.Key), block.Value.Shape))));
        var model = new Model<T>(network, new Parameters<T>(network.Layout, draw(c.Key, Shape.Of(network.Layout.Size))), state);

        var read = way(model);

        Assert.Equal(network, read.Network);
        Assert.Equal(model.Parameters, read.Parameters);
        Assert.Equal(model.Parameters.Sha256(), read.Parameters.Sha256());
        Assert.Equal(state, read.State);
    }
}
