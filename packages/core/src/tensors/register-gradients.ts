/** Teaches tfjs-core to differentiate. The build replaces this file by a bundle that plain Node can load. */
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
