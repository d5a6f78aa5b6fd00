module Functional.NN.FSharp.Tests.GradientTests

open Functional.NN
open Xunit

[<Fact>]
let ``The gradient of an F# lambda is taken`` () =
    let gradient = Grad.Of((fun x -> x * exp (x * x)), Tensor.Scalar 1.0)
    Assert.Equal(3.0 * System.Math.E, gradient.ToScalar(), 1e-12)

[<Fact>]
let ``F#'s own functions and operators work on variables`` () =
    let f (x: Var) = (tanh x + sin x * cos x - sqrt (abs x) / 2.0 + log (1.0 + x ** 2.0) - (-x))
    GradientCheck.Function(f, Tensor.Vector(0.5, -1.5, 2.0)).ThrowIfWrong() |> ignore

[<Fact>]
let ``A pipeline of functions is differentiated`` () =
    let f (x: Var) = x |> Var.Square |> Var.Sin |> _.Sum()
    let report = GradientCheck.Function(f, Tensor.Vector(0.5, 1.5))
    Assert.True report.IsRight

[<Fact>]
let ``Variables are added up by Seq.sum`` () =
    let f (x: Var) = Seq.sum [ x; x * x; x * x * x ]
    Assert.Equal(1.0 + 2.0 * 2.0 + 3.0 * 4.0, Grad.Of(f, Tensor.Scalar 2.0).ToScalar(), 1e-12)

[<Fact>]
let ``A function of two tensors has two gradients`` () =
    let gradients = Grad.Of((fun x y -> x * y), Tensor.Scalar 3.0, Tensor.Scalar 4.0)
    Assert.Equal<float list>([ 4.0; 3.0 ], [ for gradient in gradients -> gradient.ToScalar() ])

[<Fact>]
let ``A function of a list of tensors has a list of gradients`` () =
    let gradients = Grad.OfAll((fun v -> v.[0] * v.[1] * v.[2]), [ for i in 1..3 -> Tensor.Scalar(float i) ])
    Assert.Equal<float list>([ 6.0; 3.0; 2.0 ], [ for gradient in gradients -> gradient.ToScalar() ])

[<Fact>]
let ``A value comes with its gradient`` () =
    let result = Grad.ValueAndGradient((fun x -> x * x), Tensor.Scalar 3.0f)
    Assert.Equal(9.0f, result.Value.ToScalar())
    Assert.Equal(6.0f, result.Gradient.ToScalar())

[<Fact>]
let ``A gradient can be differentiated again`` () =
    let second = Grad.Of((fun x -> Grad.Of((fun y -> y * y * y), x)), Tensor.Scalar 2.0)
    Assert.Equal(12.0, second.ToScalar(), 1e-12)

[<Fact>]
let ``Tensors are made from F# lists and arrays`` () =
    let fromList = Tensor.Of(Shape.Of(2, 2), [ 1.0; 2.0; 3.0; 4.0 ])
    let fromArray = Tensor.Matrix(array2D [ [ 1.0; 2.0 ]; [ 3.0; 4.0 ] ])
    Assert.Equal(fromList, fromArray)
    Assert.True((fromList = fromArray))
