module Functional.NN.FSharp.Tests.DiagnosticTests

open Functional.NN
open Xunit

let private key = RandomKey.FromSeed 3

[<Fact>]
let ``The curvature of a function at a point is a line`` () =
    let saddle = ObjectiveFunction.Of<double>(fun (x: Var) -> (x * x * Var.Constant(Tensor.Vector(1.0, -1.0))).Sum())
    let here = Parameters<double>.Of(Tensor.Vector(0.5, 0.25))
    let found = HessianExtremes.Of(saddle, here, key)
    Assert.Equal(CriticalPoint.Saddle, found.Verdict)
    Assert.Equal(2.0, found.Largest.Value, 10)
    Assert.Equal(PredictedStep(1.25, 1.5), PredictedStep.Of(saddle, here))

[<Fact>]
let ``Units, gradients and their noise are looked at in a pipeline`` () =
    let network = Network(Shape.Of 2, [ Dense 4; Relu(); Dense 3; Tanh(); Dense 1 ])
    let trainer = Trainer<double>(network, MeanSquaredError(), Sgd 0.1)
    let model = Model<double>.Initialize(network, key)
    let batch = Batch<double>(key.Normal<double>(Shape.Of(8, 2)), key.Normal<double>(Shape.Of(8, 1)))
    let paths = GradientNorms.OfLayers (trainer.Gradient(model, batch).Gradient) |> Seq.map (fun norm -> norm.Path) |> List.ofSeq
    Assert.Equal<string list>([ "0"; "2"; "4" ], paths)
    Assert.Equal(4L, (DeadUnits.Of(model, batch)).[0].Total)
    Assert.Equal(24L, (Saturation.Of(model, batch)).[0].Total)
    Assert.True((GradientNoiseScale.Of(trainer, model, batch, 4)).Trace > 0.0)
    Assert.Equal(0.5, Eigenvalues.SpectralRadius(Tensor.Of(Shape.Of(1, 1), -0.5)))
