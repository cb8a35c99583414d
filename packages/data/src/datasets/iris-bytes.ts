/**
 * The columns, the target last: numbers with commas between them, a line for each column, deflated, in Base64.
 *
 * Written by scripts/embed-tables.py. Data: R. A. Fisher (1936), Iris, doi:10.24432/C56C76, CC BY 4.0,
 * as scikit-learn carries it.
 */
export const irisBytes = `
vVVLksQgCN33WazUiILm/hcbhAchvZ+pNJHvA20kfPU2r1tpKUnjxtcEN427odmgofJWWqZnjXe+p2zRtu6DpzwZeY4Nv6Njx09u
BqJynp8fpETWCtpqolax6lhXtipEbQdHzI8sWiWVT3VnXbaeHYhVIO6h9hPr67R4MR/FxP4YtE0zm6OJnYek3TPZvq+IXMjVs8bj
sTKn7kZ9T93L5KUrmd5ridPekI//MhKcgLj0iqbczZGXrTcQfKdPzASS7+hGLuw/vRj7uD9D+dGGSkNxhuYfGjUU5xAZf/TLdfpM
+zfdS2MV22nC6yCM8DYtY40cB+F0QMgEHykRdI1i2WbZ0CxkoMQ83qR2Mp/De+2kvuqhK0HGftxiWjYUj2asd3O8gSgB4kTcyko9
90CsGCeoZ2X8ndjjZXkib1QiqGalBbu2/Ts2lYq3++I8ouZ8p89GdVH1wNl37GHhLKMieH66vp2GEoNfWLmshwRyVyLoRonhZwV3
I0oKWpVrBipoo6AHCfBmqcTjfV5hMtnscclPbmbXs3XlhEUwNxn9yuZls7NM2gGvjVn33Ipl/ozYyDij/8FpFlRBheymnVuPaXOX
aefVx/TxOdV9ml6MORtSzgGbPBOTwb8FZ+r4l6Ci+6ThKzI/M9dne0z9sEd1K+c0xffjo+zrN5uWBb4XpofVHUa4TXtzCf9C629N
iokg76T2e/ds7SSxvkSPZZ/O0ncceuvxXeJrd85Xn/cW90HKPfnu3qiLsgYqVteRRZ1Z4dl9gsVd2tDp1EgvwtQaxd8rthllnjvx
Hoye94ksKm4SYbpWzyfDDTs/cuT+/LS/f/o/PPT3zy8=
`;
