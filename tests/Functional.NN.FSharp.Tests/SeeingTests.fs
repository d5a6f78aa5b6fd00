module Functional.NN.FSharp.Tests.SeeingTests

open Functional.NN
open Xunit

[<Fact>]
let ``An F# lambda is traced, with names`` () =
    let graph =
        Grad.TraceAll((fun v -> ((v.[0] + v.[1]).Named "q" * v.[2]).Named "f"), [ for name, value in [ "x", -2.0; "y", 5.0; "z", -4.0 ] -> NamedInput<float>(name, Tensor.Scalar value) ])
    Assert.Equal(-4.0, graph.["q"].Gradient.ToScalar())
    Assert.Equal(3.0, graph.["z"].Gradient.ToScalar())
    Assert.StartsWith("digraph", graph.ToDot())
    Assert.Equal(5, graph.ToText().Split('\n').Length - 1)

[<Fact>]
let ``A function of two variables is traced`` () =
    let graph = Grad.Trace((fun x y -> x * y + sin x), Tensor.Scalar 2.0, Tensor.Scalar 3.0)
    Assert.Equal(3.0 + cos 2.0, graph.["x"].Gradient.ToScalar(), 1e-15)

[<Fact>]
let ``Activations, decision regions, a feature space and a slice of a loss are seen from F#`` () =
    let xor = SyntheticData.Xor<float>()
    let network = Network(Shape.Of 2, [ Dense 2 :> ILayer; Tanh().Named "hidden"; Dense 1 ])
    let trainer = Trainer<float>(network, MeanSquaredError(), Adam 0.1)
    let first, last = trainer.Initialize(RandomKey.FromSeed 1UL), trainer.Initialize(RandomKey.FromSeed 2UL)
    let trace = trainer.Trace(first, xor.All())
    Assert.Equal(Shape.Of(4, 2), trace.["hidden"].Gradient.Shape)
    Assert.Contains("<svg", DecisionRegions.Of(first.Model, xor).ToSvg())
    Assert.Equal(4, FeatureSpace.Of(first.Model, "hidden", xor).Samples.Length)
    let slice = LossSlice.Along((fun θ -> trainer.Evaluate(first.Model.With θ, xor.All()).Loss), first.Parameters, last.Parameters, points = 5)
    Assert.Equal(5, slice.Points.Length)
