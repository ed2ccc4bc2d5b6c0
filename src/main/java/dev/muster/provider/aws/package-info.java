/**
 * AWS EC2, by the AWS SDK's asynchronous client on Netty. Facts of EC2 stand in tables with their source beside them; types
 * of the SDK stay in this package.
 */
@NullMarked
package dev.muster.provider.aws;

import org.jspecify.annotations.NullMarked;
