module Functional.NN.FSharp.Tests.LossTests

open Functional.NN
open Xunit

let private logits = Tensor.Matrix(array2D [ [ 2.0; 0.0; -1.0 ]; [ 0.5; 1.0; 0.0 ]; [ 0.0; 3.0; 1.0 ]; [ -1.0; 0.0; 2.0 ] ])

let private classes = Tensor.Vector(0.0, 0.0, 1.0, 2.0)

[<Fact>]
let ``Losses are made with the constants that are named`` () =
    let loss = SoftmaxCrossEntropy(ClassWeights = Tensor.Vector(1.0, 2.0, 3.0), IgnoreIndex = System.Nullable 2)
    let value = loss.Mean(Var.Of logits, Var.Of classes).Value<double>().ToScalar()
    Assert.True(value > 0.0)
    Assert.Equal(value, SoftmaxCrossEntropy(ClassWeights = Tensor.Vector(1.0, 2.0, 3.0), IgnoreIndex = System.Nullable 2).Mean(Var.Of logits, Var.Of classes).Value<double>().ToScalar())

[<Fact>]
let ``A confusion matrix is a fold over batches`` () =
    let whole = ConfusionMatrix.Of(logits, classes)
    let folded = [ 0; 2 ] |> List.map (fun i -> ConfusionMatrix.Of(logits.Slice(0, i, 2), classes.Slice(0, i, 2))) |> List.reduce (fun all next -> all.And next)
    Assert.Equal(whole, folded)
    Assert.Equal(0.75, whole.Accuracy)
    Assert.Equal(0.5, whole.Recall 0)
    Assert.Equal((1.0 + 2.0 / 3.0 + 2.0 / 3.0) / 3.0, whole.F1 Averaging.Macro, 1e-15)

[<Fact>]
let ``A likelihood is an output unit of one's own`` () =
    let unit = SigmoidBernoulli()
    let drawn = unit.Sample(logits, RandomKey.FromSeed 1)
    Assert.Equal<Shape>(logits.Shape, drawn.Shape)
    Assert.True(unit.Loss.Mean(Var.Of logits, Var.Of drawn).Value<double>().ToScalar() > 0.0)
