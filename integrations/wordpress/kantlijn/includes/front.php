<?php
/**
 * The article's page: its content inside the element, and what its author accepted as JSON-LD. What is saved stays
 * as it is.
 *
 * @package Kantlijn
 */

namespace Kantlijn;

defined( 'ABSPATH' ) || exit;

/** Whether this is the page of one article that is to be marked. */
function is_marked_page(): bool {
	// WordPress takes an empty list for every type.
	return post_types() && ! is_feed() && is_singular( post_types() );
}

/** The names of the people whom the author of an article rejected, with semicolons between. */
function rejected_people( int $post ): string {
	$choices = json_decode( get_post_meta( $post, META_CHOICES, true ), true );
	$names   = array();
	foreach ( is_array( $choices ) ? $choices : array() as $key => $choice ) {
		if ( 'rejected' === $choice && 0 === strpos( $key, 'person:' ) ) {
			$names[] = substr( $key, strlen( 'person:' ) );
		}
	}
	return implode( '; ', $names );
}

add_filter(
	'the_content',
	function ( $content ) {
		$is_article = is_marked_page() && get_the_ID() === get_queried_object_id();
		if ( ! $is_article || doing_filter( 'get_the_excerpt' ) || post_password_required() ) {
			return $content;
		}
		$rejected = rejected_people( get_the_ID() );
		return sprintf(
			'<kantlijn-article lang="%s" published="%s"%s>%s</kantlijn-article>',
			esc_attr( language() ),
			esc_attr( get_the_date( 'Y-m-d' ) ),
			'' === $rejected ? '' : sprintf( ' except="%s"', esc_attr( $rejected ) ),
			$content
		);
	},
	PHP_INT_MAX
);

add_action(
	'wp_enqueue_scripts',
	function () {
		if ( is_marked_page() ) {
			wp_enqueue_script( 'kantlijn-element', asset( 'kantlijn-element.js' ), array(), VERSION, true );
		}
	}
);

// The element is a module; WordPress before 6.5 has no word for that.
add_filter(
	'script_loader_tag',
	function ( $tag, $handle, $source ) {
		if ( 'kantlijn-element' !== $handle ) {
			return $tag;
		}
		// phpcs:ignore WordPress.WP.EnqueuedResources.NonEnqueuedScript
		return sprintf( "<script type=\"module\" src=\"%s\"></script>\n", esc_url( $source ) );
	},
	10,
	3
);

add_action(
	'wp_head',
	function () {
		$data = is_marked_page() && ! post_password_required()
			? clean_document( get_post_meta( get_queried_object_id(), META_JSON_LD, true ) )
			: null;
		if ( $data ) {
			// Every character that could end the element or begin another is written as an escape.
			$flags = JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE;
			// phpcs:ignore WordPress.Security.EscapeOutput
			echo '<script type="application/ld+json">', wp_json_encode( $data, $flags ), "</script>\n";
		}
	}
);
