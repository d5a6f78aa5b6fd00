module Functional.NN.FSharp.Tests.VerificationTests

open System.Numerics
open Functional.NN
open Xunit

// <fsharp>
// The energy of a chain of springs, ½ Σ k·(xᵢ₊₁ − xᵢ − 1)², and its gradient by hand: arrays, and nothing of the automatic differentiation.
let stiffness = 3.0
let stretched x = x |> Array.pairwise |> Array.map (fun (left, right) -> right - left - 1.0)
let energy x = stretched x |> Array.sumBy (fun s -> 0.5 * stiffness * s * s)

let forces x =
    let pull = stretched x |> Array.map ((*) stiffness)
    Array.init (Array.length x) (fun i -> (if i > 0 then pull.[i - 1] else 0.0) - (if i < pull.Length then pull.[i] else 0.0))

let report = GradientCheck.Function(energy, forces, [| 0.0; 1.2; 1.9; 3.5 |])
// </fsharp>

[<Fact>]
let ``A gradient written by hand in F# is checked without the automatic differentiation`` () =
    Assert.Equal(GradientVerdict.Right, report.ThrowUnlessRight().Verdict)
    Assert.Equal(4, report.["x"].Count)

[<Fact>]
let ``A wrong one is found and its worst number named`` () =
    let careless x = forces x |> Array.mapi (fun i force -> if i = 2 then 1.001 * force else force)
    let report = GradientCheck.Function(energy, careless, [| 0.0; 1.2; 1.9; 3.5 |])
    Assert.Equal<string list>([ "x[2]" ], [ for entry in report.Wrong -> entry.Coordinate ])
    Assert.Throws<NNException>(fun () -> report.ThrowIfWrong() |> ignore) |> ignore

[<Fact>]
let ``Lambdas are taken where they stand`` () =
    let report = GradientCheck.Function((fun (x: float[]) -> x.[0] * sin x.[1]), (fun x -> [| sin x.[1]; x.[0] * cos x.[1] |]), [| 2.0; 0.5 |])
    report.ThrowUnlessRight() |> ignore

[<Fact>]
let ``Options are named arguments`` () =
    let options = GradientCheckOptions(GradientMethod.Richardson, coordinates = GradientCoordinates.Directions 4, tolerance = 1e-9)
    let report = GradientCheck.Function(energy, forces, [| 0.0; 1.2; 1.9; 3.5 |], options)
    Assert.Equal((GradientVerdict.Right, 4), (report.Verdict, report.Entries.Length))

[<Fact>]
let ``A function of complex numbers is checked by the complex step`` () =
    let cubed (z: Complex[]) = z.[0] * z.[0] * z.[0] + Complex.Exp z.[1]
    let gradient (x: float[]) = [| 3.0 * x.[0] * x.[0]; exp x.[1] |]
    GradientCheck.ComplexStep(cubed, gradient, [| 1.5; -0.3 |]).ThrowUnlessRight() |> ignore

[<Fact>]
let ``A Jacobian is an array2D`` () =
    let polar (x: float[]) = [| x.[0] * cos x.[1]; x.[0] * sin x.[1] |]
    let jacobian (x: float[]) = array2D [ [ cos x.[1]; -x.[0] * sin x.[1] ]; [ sin x.[1]; x.[0] * cos x.[1] ] ]
    GradientCheck.Jacobian(polar, jacobian, [| 2.0; 0.7 |], GradientCheckOptions(GradientMethod.Adjoint)).ThrowUnlessRight() |> ignore

[<Fact>]
let ``A tangent written by hand is checked against the pullback`` () =
    let f (x: float[]) = [| x.[0] * x.[1]; x.[1] |]
    let pullback (x: float[]) (back: float[]) = [| back.[0] * x.[1]; back.[0] * x.[0] + back.[1] |]
    let tangent (x: float[]) (v: float[]) = [| v.[0] * x.[1] + x.[0] * v.[1]; v.[1] |]
    GradientCheck.Pullback(f, pullback, [| 3.0; 4.0 |], tangent, GradientCheckOptions(GradientMethod.Adjoint)).ThrowUnlessRight() |> ignore

[<Fact>]
let ``The numbers of a report are read by patterns and sequences`` () =
    let report = GradientCheck.Function((fun (x: float[]) -> Array.sumBy abs x), (fun x -> Array.map (sign >> float) x), [| 0.0; 1.0; -2.0 |])
    let kinks = [ for entry in report.Entries do match entry.Verdict with GradientVerdict.Kink -> entry.Coordinate | _ -> () ]
    Assert.Equal<string list>([ "x[0]" ], kinks)

[<Fact>]
let ``The errors of difference quotients are drawn`` () =
    let study = StepSizeStudy.Of((fun x -> exp x.[0]), (fun x -> [| exp x.[0] |]), [| 1.0 |])
    Assert.StartsWith("<svg", study.ToSvg())
